import { LinkButton } from '@/components/ui/button'
import type { Outcome } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'

/** What can be asked for next, as links into the form for a new transfer; while a request is under way, that one instead. */
export function OutcomeLinks({
  outcomes,
  at,
  number,
  underWay,
  requestsAt,
}: {
  outcomes: Outcome[]
  /** The path of the new transfer's form. */
  at: string
  number?: string
  /** The number of the request that is under way already. */
  underWay: string | null | undefined
  /** The path of the portal's requests. */
  requestsAt: string
}) {
  const t = useTranslations('people.outcome')
  if (underWay) {
    return (
      <a href={`${requestsAt}/${underWay}`} className="num text-hq-ink underline">
        {t('underWay', { number: underWay })}
      </a>
    )
  }
  return (
    <span className="flex flex-wrap gap-2">
      {outcomes.map((kind, index) => (
        <LinkButton
          key={kind}
          variant={index === 0 ? 'primary' : 'plain'}
          href={`${at}?${new URLSearchParams({ ...(number && { person: number }), kind })}`}
        >
          {t(kind)}
        </LinkButton>
      ))}
    </span>
  )
}
