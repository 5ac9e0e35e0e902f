import type { ReactNode } from 'react'
import { insuranceItems } from '@/db/schema/insurance'
import { yuan } from '@/lib/pay/rules'
import type { RateRow } from '@/lib/schemes/queries'
import { isNothing, monthOf, percentOf, ratesIn } from '@/lib/schemes/rules'
import { useTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { Table, Td, Th } from '../ui/table'

type Speak = ReturnType<typeof useTranslations<'schemes'>>

const shareOf = (t: Speak, rate: number, fixed: number): string =>
  [percentOf(rate), ...(fixed > 0 ? [t('rates.fixed', { amount: yuan(fixed) })] : [])].join(' ')

function limitsOf(t: Speak, { floor, ceiling }: Pick<RateRow, 'floor' | 'ceiling'>): string {
  if (floor === null && ceiling === null) return t('rates.open')
  const said = (fen: number | null) => (fen === null ? t('rates.open') : yuan(fen))
  return t('rates.limits', { floor: said(floor), ceiling: said(ceiling) })
}

/** What is in force in a month, item by item. */
export function RateTable({
  rates,
  month,
  verbs,
}: {
  rates: RateRow[]
  month: string
  verbs: (rate: RateRow) => ReactNode
}) {
  const t = useTranslations('schemes')
  const rank = (rate: RateRow) => insuranceItems.indexOf(rate.item)
  const rows = ratesIn(rates, month).sort((one, other) => rank(one) - rank(other))
  return (
    <Card title={t('rates.titleIn', { month: monthOf(month) })} flush>
      {rows.length === 0 ? (
        <EmptyState icon={<Icon name="shield-check" />} title={t('rates.empty')} />
      ) : (
        <Table caption={t('rates.title')}>
          <thead>
            <tr>
              <Th>{t('rates.item')}</Th>
              <Th>{t('rates.company')}</Th>
              <Th>{t('rates.person')}</Th>
              <Th>{t('rates.base')}</Th>
              <Th>{t('rates.since')}</Th>
              <Th>{t('rates.source')}</Th>
              <Th />
            </tr>
          </thead>
          <tbody>
            {rows.map(rate => (
              <tr key={rate.id}>
                <td className="font-semibold">{t(`item.${rate.item}`)}</td>
                {isNothing(rate) ? (
                  <Td label={t('rates.company')} colSpan={3}>
                    {t('rates.nothing')}
                  </Td>
                ) : (
                  <>
                    <Td label={t('rates.company')} className="num">
                      {shareOf(t, rate.companyRate, rate.companyFixed)}
                    </Td>
                    <Td label={t('rates.person')} className="num">
                      {shareOf(t, rate.personRate, rate.personFixed)}
                    </Td>
                    <Td label={t('rates.base')} className="num">
                      {limitsOf(t, rate)}
                      {rate.roundTo > 1 && (
                        <span className="ms-2 text-ink-2 text-sm">
                          {t(`rates.round.${rate.roundTo as 10}`)}
                        </span>
                      )}
                    </Td>
                  </>
                )}
                <Td label={t('rates.since')} className="num">
                  {monthOf(rate.startsOn)}
                </Td>
                <Td label={t('rates.source')}>{rate.source}</Td>
                <td>{verbs(rate)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}

/** Everything that was ever entered, so that nothing changes unseen. */
export function RateHistory({ rates, month }: { rates: RateRow[]; month: string }) {
  const t = useTranslations('schemes')
  const isReplaced = (rate: RateRow) =>
    rates.some(
      other => other.item === rate.item && other.startsOn === rate.startsOn && other.version > rate.version,
    )
  return (
    <Card title={t('history.title')} flush>
      {rates.length === 0 && <p className="p-(--pad) text-ink-2">{t('history.empty')}</p>}
      <ol>
        {rates.map(rate => (
          <li key={rate.id} className="grid gap-0.5 border-line border-b px-(--pad) py-2 last:border-0">
            <span className="flex flex-wrap items-baseline gap-x-3">
              <span className="num text-ink-2">{monthOf(rate.startsOn)}</span>
              <span className="font-semibold">{t(`item.${rate.item}`)}</span>
              <span className="num">
                {t('rates.company')} {shareOf(t, rate.companyRate, rate.companyFixed)} · {t('rates.person')}{' '}
                {shareOf(t, rate.personRate, rate.personFixed)} · {limitsOf(t, rate)}
              </span>
              {rate.startsOn > month && (
                <Badge tone="info" icon="calendar-event">
                  {t('history.future')}
                </Badge>
              )}
              {isReplaced(rate) && <Badge icon="archive">{t('history.replaced')}</Badge>}
            </span>
            <span className="text-ink-2 text-sm">
              {[
                rate.source,
                t('history.by', { name: rate.enteredByName }),
                ...(rate.reason ? [t('history.corrected', { reason: rate.reason })] : []),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
