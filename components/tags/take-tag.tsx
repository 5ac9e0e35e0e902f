import { takeTag } from '@/lib/tags/actions'
import type { TagChoice } from '@/lib/tags/queries'
import { useTranslations } from '@/lib/translations'
import { ActionButton } from '../ui/action-button'

export function TakeTag({ tag, employee }: { tag: TagChoice; employee: { id: string; name: string } }) {
  const t = useTranslations('tags')
  return (
    <ActionButton action={takeTag} fields={{ tagId: tag.id, employeeId: employee.id }} size="small">
      <span aria-hidden>{t('take')}</span>
      <span className="sr-only">{t('takeLabel', { name: employee.name, tag: tag.name })}</span>
    </ActionButton>
  )
}
