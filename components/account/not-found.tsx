import { LinkButton } from '@/components/ui/button'
import { useTranslations } from '@/lib/translations'

/** The same words whether something never was or is not theirs to see. */
export function NotFound() {
  const t = useTranslations('account.errors')
  return (
    <div className="grid justify-items-start gap-4">
      <p className="text-ink-2">{t('notFoundDetail')}</p>
      <LinkButton href="/" variant="primary">
        {t('home')}
      </LinkButton>
    </div>
  )
}
