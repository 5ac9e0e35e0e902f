import { minuteIn, zone } from '@/lib/clock'
import type { OwnRecord } from '@/lib/insurance/queries'
import { signedYuan, yuan } from '@/lib/pay/rules'
import { percentOf } from '@/lib/schemes/rules'
import { useTranslations } from '@/lib/translations'
import { Banner } from '../ui/banner'
import { Card } from '../ui/card'

/** What a month cost the person and the company, item by item; made to be read on a phone. Of a correction, by how much it differs. */
export function StatementCard({ record, before }: { record: OwnRecord; before?: OwnRecord | undefined }) {
  const t = useTranslations('insurance.me')
  const items = useTranslations('schemes.item')
  const { statement } = record
  return (
    <Card
      title={t('place', { place: record.city })}
      footer={<p className="num">{t('issued', { time: minuteIn(zone, new Date(record.issuedAt)) })}</p>}
    >
      <div className="grid gap-3">
        {record.version > 1 && (
          <Banner tone="info">
            {t('corrected', { n: record.version, reason: record.reason })}
            {statement && before?.statement && (
              <p className="num">
                {t('difference', {
                  person: signedYuan(statement.person - before.statement.person),
                  company: signedYuan(statement.company - before.statement.company),
                })}
              </p>
            )}
          </Banner>
        )}
        {record.isWithdrawn && <p>{t('withdrawn')}</p>}
        {!record.isWithdrawn && !statement && <p>{t('unreadable')}</p>}
        {statement && (
          <>
            <dl className="flex flex-wrap gap-3 *:grow *:basis-[calc(50%-6px)]">
              {(['person', 'company'] as const).map(side => (
                <div key={side}>
                  <dt className="text-ink-2 text-sm">{t(side)}</dt>
                  <dd className="num font-semibold text-2xl">{yuan(statement[side])}</dd>
                </div>
              ))}
            </dl>
            <ul className="divide-y divide-line">
              {statement.lines.map(line => (
                <li key={line.item} className="grid gap-1 py-2">
                  <span className="flex flex-wrap items-baseline justify-between gap-x-3">
                    <span className="font-semibold">{items(line.item)}</span>
                    <span className="num text-ink-2 text-sm">
                      {t('base')} {yuan(line.base)}
                    </span>
                  </span>
                  <span className="grid grid-cols-2 gap-3">
                    {(['person', 'company'] as const).map(side => (
                      <span key={side} className="num">
                        <span className="text-ink-2 text-sm">
                          {t(side)} {percentOf(line[`${side}Rate`])}
                        </span>{' '}
                        <span className="block">{yuan(line[side])}</span>
                      </span>
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Card>
  )
}
