import type { FileField } from '@/lib/fields/rules'
import { useTranslations } from '@/lib/translations'
import { Icon } from '../ui/icon'

/** Leads from a value to who may see it and how it came to be. `at` is the path of a file's fields. */
export function FieldLink({ at, field }: { at: string; field: FileField }) {
  const t = useTranslations('fields')
  return (
    <a
      href={`${at}/${field}`}
      className="grid size-6 shrink-0 place-items-center self-start rounded-sm text-ink-3 hover:bg-surface-2 hover:text-ink"
      title={t('hint')}
      aria-label={t('link', { field: t(`names.${field}`) })}
      data-print="hide"
    >
      <Icon name="history" />
    </a>
  )
}
