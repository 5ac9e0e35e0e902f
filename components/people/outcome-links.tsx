import { useTranslations } from 'next-intl'
import { LinkButton } from '@/components/ui/button'
import type { Outcome } from '@/lib/people/rules'

/** What can be asked for next, as links into the form for a new transfer. */
export function OutcomeLinks({
  outcomes,
  at,
  number,
  small = false,
}: {
  outcomes: Outcome[]
  /** The path of the new transfer's form. */
  at: string
  number?: string
  small?: boolean
}) {
  const t = useTranslations('people.outcome')
  return (
    <span className="flex flex-wrap gap-2">
      {outcomes.map((kind, index) => (
        <LinkButton
          key={kind}
          size={small ? 'small' : 'default'}
          variant={index === 0 && !small ? 'primary' : 'default'}
          href={`${at}?${new URLSearchParams({ ...(number && { person: number }), kind })}`}
        >
          {t(kind)}
        </LinkButton>
      ))}
    </span>
  )
}
