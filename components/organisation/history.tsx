import { minuteIn, zone } from '@/lib/clock'
import type { HistoryRow } from '@/lib/organisation/queries'
import { isChange } from '@/lib/trail'
import { useTranslations } from '@/lib/translations'
import { roleWord } from '../account/roles'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { useHoursText } from './hours-text'

/** Every change of something: who, when, and what it was before. Read from the trail, so nothing here can be edited. */
export function History({
  rows,
  title,
  linksRequests = true,
}: {
  rows: HistoryRow[]
  title?: string
  linksRequests?: boolean
}) {
  const t = useTranslations('organisation.history')
  const roles = useTranslations('account.roles')
  const actions = useTranslations('account')
  return (
    <Card title={title ?? t('title')} flush>
      {rows.length === 0 ? (
        <EmptyState icon={<Icon name="history" />} title={t('empty')} detail={t('emptyDetail')} />
      ) : (
        <ol className="divide-y divide-line">
          {rows.map(row => (
            <li key={row.id} className="grid gap-0.5 px-(--pad) py-2">
              <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className="font-medium">{actionText(row.action, actions)}</span>
                <time dateTime={row.at} className="num text-ink-3 text-xs">
                  {minuteIn(zone, new Date(row.at))}
                </time>
              </div>
              <Details details={row.details} isNumbered={row.requestNumber !== null} />
              {row.requestNumber && <Source number={row.requestNumber} isLinked={linksRequests} />}
              <span className="text-ink-3 text-xs">
                {t('by', { name: row.actorName, role: roleWord(roles, row.actorRole) ?? row.actorRole })}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  )
}

type ActionTexts = ReturnType<typeof useTranslations<'account'>>

/** Rows outlive the program that wrote them: what it has no words for is shown as it stands. */
function actionText(action: string, t: ActionTexts): string {
  const key = `trail.${action}` as 'trail.unit.opened'
  return t.has(key) ? t(key) : action
}

const first = { name: true, login: true, number: true, role: true, unit: true }

/** The request that a change came of, for whoever may open it. */
function Source({ number, isLinked }: { number: string; isLinked: boolean }) {
  const t = useTranslations('organisation.history')
  return (
    <span className="text-ink-2 text-sm">
      <span className="text-ink-3">{t('request')}</span>{' '}
      {isLinked ? (
        <a className="text-hq-ink hover:underline" href={`/hq/requests/${number}`}>
          {number}
        </a>
      ) : (
        number
      )}
    </span>
  )
}

function Details({ details, isNumbered }: { details: Record<string, unknown>; isNumbered: boolean }) {
  const t = useTranslations('organisation.fields')
  const words = useTranslations('organisation.history')
  const valueText = useValueText()
  // The database keeps no order of fields; names come first, as people would say it.
  const known = Object.entries(details)
    .filter(([field, value]) => t.has(field as 'name') && value !== null && value !== '')
    .filter(([field]) => !(isNumbered && field === 'number'))
    .toSorted(([a], [b]) => Number(b in first) - Number(a in first))
  if (known.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-x-4 text-ink-2 text-sm">
      {known.map(([field, value]) => (
        <li key={field} className="break-words">
          <span className="text-ink-3">{t(field as 'name')}</span>{' '}
          {isChange(field, value) ? (
            <>
              <span className="sr-only">{words('from')} </span>
              <del className="text-ink-3">{valueText(field, value[0])}</del> <span aria-hidden>→</span>
              <span className="sr-only">{words('to')} </span>{' '}
              <ins className="no-underline">{valueText(field, value[1])}</ins>
            </>
          ) : (
            valueText(field, value)
          )}
        </li>
      ))}
    </ul>
  )
}

/** Stored names of choices in the reader's words. */
function useValueText(): (field: string, value: unknown) => string {
  const t = useTranslations('organisation')
  const roles = useTranslations('account.roles')
  const hoursText = useHoursText()
  return (field, value) => {
    if (field === 'openingHours' && Array.isArray(value)) return hoursText(value)
    if (value === null || value === undefined || value === '') return t('history.nothing')
    const text = String(value)
    if (field === 'kind' && t.has(`kinds.${text as 'store'}`)) return t(`kinds.${text as 'store'}`)
    if (field === 'agreementKind' && t.has(`agreementKinds.${text as 'outsourcing'}`)) {
      return t(`agreementKinds.${text as 'outsourcing'}`)
    }
    if (field === 'coordinateSystem' && t.has(`coordinateSystems.${text as 'gcj02'}`)) {
      return t(`coordinateSystems.${text as 'gcj02'}`)
    }
    return (field === 'role' && roleWord(roles, text)) || text
  }
}
