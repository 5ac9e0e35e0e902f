import type { Actor } from '@/lib/actor'
import { mostChanges } from '@/lib/fields/queries'
import { type FileField, fileFields, reachOf } from '@/lib/fields/rules'
import type { HistoryRow, Person } from '@/lib/people/queries'
import { lastDayThere } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'
import { HistoryList } from '../people/history-list'
import { Card } from '../ui/card'
import { MaskedValue } from '../ui/masked-value'
import { Table, Td, Th } from '../ui/table'

/**
 * 历史: what a field was over time, and who changed it when. Whoever does not see a field does not see its history; a store sees where and
 * as what somebody worked, and not who changed what at headquarters.
 */
export function FieldHistory({
  field,
  person,
  actor,
  lacksConsent = false,
  rows,
  requestsAt,
  allAt,
}: {
  field: FileField
  person: Person
  actor: Actor
  /** A store without the person's consent. */
  lacksConsent?: boolean
  rows: HistoryRow[]
  requestsAt: string
  /** Where all changes of the file are. */
  allAt?: string
}) {
  const t = useTranslations('fields')
  const reach = reachOf(field, actor.role)
  if (reach === 'none' || (reach === 'consent' && lacksConsent))
    return (
      <Card id="history" title={t('history.title')}>
        <MaskedValue hidden={t('history.hidden')} />
      </Card>
    )
  const definition = fileFields[field]
  const hasTrail = 'noun' in definition.trail || definition.trail.fields.length > 0
  return (
    <div id="history" className="grid gap-(--gap)">
      {'isDated' in definition && <OverTime field={field} person={person} />}
      {'isMonthly' in definition && (
        <Card title={t('history.title')}>
          <p className="text-ink-2">{t('history.monthly')}</p>
        </Card>
      )}
      {hasTrail &&
        (actor.portal === 'store' ? (
          <Card title={t('history.title')}>
            <MaskedValue hidden={t('history.notForStores')} />
          </Card>
        ) : (
          <HistoryList rows={rows} requestsAt={requestsAt} {...(allAt && { allAt })} />
        ))}
      {rows.length === mostChanges && (
        <p className="text-ink-2 text-sm">{t('history.cut', { n: mostChanges })}</p>
      )}
    </div>
  )
}

/** The assignments as one field tells them: neighbours with the same value are one. */
function OverTime({ field, person }: { field: FileField; person: Person }) {
  const t = useTranslations('fields.history')
  const names = useTranslations('fields.names')
  const stay = useTranslations('people.person.stay')
  const told = {
    position: (one: Person['stays'][number]) => one.positionName,
    place: (one: Person['stays'][number]) => one.unitName,
    home: (one: Person['stays'][number]) => one.homeName,
  }[field as 'position' | 'place' | 'home']
  const spans: { id: string; value: string; from: string; to: string | null }[] = []
  for (const one of person.stays) {
    const last = spans.at(-1)
    if (last && last.value === told(one) && last.to === one.startsOn) last.to = one.endsOn
    else spans.push({ id: one.id, value: told(one), from: one.startsOn, to: one.endsOn })
  }
  return (
    <Card title={t('dated')} flush>
      <Table caption={t('datedCaption', { field: names(field) })} stickyHead={false}>
        <thead>
          <tr>
            <Th>{t('value')}</Th>
            <Th>{stay('from')}</Th>
            <Th>{stay('to')}</Th>
          </tr>
        </thead>
        <tbody>
          {spans.toReversed().map(span => (
            <tr key={span.id}>
              <Td>{span.value}</Td>
              <Td label={stay('from')} className="num">
                {span.from}
              </Td>
              <Td label={stay('to')} className="num">
                {lastDayThere(span.to, person.leftOn) ?? stay('now')}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
