import { Card } from '@/components/ui/card'
import { minuteIn, zone } from '@/lib/clock'
import type { HistoryRow } from '@/lib/people/queries'
import { useTranslations } from '@/lib/translations'

/** Who changed what and when, from the trail, newest first. */
export function HistoryList({
  rows,
  requestsAt,
  allAt,
}: {
  rows: HistoryRow[]
  requestsAt: string
  /** Where the older ones are, when these are only the latest. */
  allAt?: string
}) {
  const t = useTranslations('people')
  const everything = useTranslations('account.trail')
  const action = (name: string) => {
    if (t.has(`trail.${name as 'employee.hired'}`)) return t(`trail.${name as 'employee.hired'}`)
    return everything.has(name as 'employee.hired') ? everything(name as 'employee.hired') : t('trail.other')
  }
  return (
    <Card
      title={t('person.history')}
      actions={
        allAt && (
          <a href={allAt} className="text-hq-ink text-sm hover:underline">
            {t('person.allHistory')}
          </a>
        )
      }
      flush
    >
      {rows.length === 0 && <p className="p-(--pad) text-ink-2">{t('person.noHistory')}</p>}
      <ol>
        {rows.map(row => (
          <li key={row.id} className="grid gap-0.5 border-line border-b px-(--pad) py-2 last:border-0">
            <span className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{action(row.action)}</span>
              {row.requestNumber && (
                <a
                  href={`${requestsAt}/${row.requestNumber}`}
                  className="num text-hq-ink text-sm hover:underline"
                >
                  {row.requestNumber}
                </a>
              )}
              <span className="num ms-auto text-ink-3 text-sm">
                {row.actorName}
                {t.has(`role.${row.actorRole as 'hr'}`) && `（${t(`role.${row.actorRole as 'hr'}`)}）`}{' '}
                <time dateTime={row.at}>{minuteIn(zone, new Date(row.at))}</time>
              </span>
            </span>
            <Changes details={row.details} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Changes({ details }: { details: Record<string, unknown> }) {
  const t = useTranslations('people.field')
  const forms = useTranslations('people.employmentForms')
  const changes = Object.entries(details).filter(
    (entry): entry is [string, [unknown, unknown]] => Array.isArray(entry[1]) && entry[1].length === 2,
  )
  const text = (value: unknown) => {
    if (value === null || value === '') return t('blank')
    const isForm = typeof value === 'string' && /^\w+$/.test(value) && forms.has(value as 'intern')
    return isForm ? forms(value as 'intern') : String(value)
  }
  if (changes.length === 0) return null
  return (
    <ul className="text-ink-2 text-sm">
      {changes.map(([field, [before, after]]) => (
        <li key={field}>
          {t.has(field as 'name') ? t(field as 'name') : field}:{' '}
          <del className="text-ink-3">{text(before)}</del> → <ins className="no-underline">{text(after)}</ins>
        </li>
      ))}
    </ul>
  )
}
