import { roleWord } from '@/components/account/roles'
import { Card } from '@/components/ui/card'
import { minuteIn, zone } from '@/lib/clock'
import type { FieldNames } from '@/lib/completeness/queries'
import type { HistoryRow } from '@/lib/people/queries'
import { isChange } from '@/lib/trail'
import { useTranslations } from '@/lib/translations'
import { useTrailWords } from './trail-words'

/** Who changed what and when, from the trail, newest first. */
export function HistoryList({
  rows,
  fields = {},
  requestsAt,
  allAt,
}: {
  rows: HistoryRow[]
  /** What custom fields are called. */
  fields?: FieldNames
  requestsAt: string
  /** Where the older ones are, when these are only the latest. */
  allAt?: string
}) {
  const t = useTranslations('people')
  const everything = useTranslations('account.trail')
  const roles = useTranslations('account.roles')
  const by = (name: string, role: string | undefined) => (role ? t('person.who', { name, role }) : name)
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
                {by(row.actorName, roleWord(roles, row.actorRole))}{' '}
                <time dateTime={row.at}>{minuteIn(zone, new Date(row.at))}</time>
              </span>
            </span>
            <Changes details={row.details} fields={fields} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Changes({ details, fields }: { details: Record<string, unknown>; fields: FieldNames }) {
  const words = useTrailWords(fields)
  const changes = Object.entries(details).filter((entry): entry is [string, [unknown, unknown]] =>
    isChange(...entry),
  )
  if (changes.length === 0) return null
  return (
    <ul className="text-ink-2 text-sm">
      {changes.map(([field, [before, after]]) => (
        <li key={field}>
          {words.field(field)}: <del className="text-ink-3">{words.value(field, before)}</del> →{' '}
          <ins className="no-underline">{words.value(field, after)}</ins>
        </li>
      ))}
    </ul>
  )
}
