import type { Plan } from '@/lib/bulk/queries'
import { type BulkReason, forecastOf, type Order } from '@/lib/bulk/rules'
import { personPath } from '@/lib/people/rules'
import { useFormatter, useTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { Table, Td, Th } from '../ui/table'
import { StartButton } from './start-button'

const shown = 50

/** The dry run: how many it affects, whom it leaves as they are and why; and the button that does it. */
export function ForecastCard({
  plan,
  order,
  fields,
}: {
  plan: Plan
  order: Order
  /** Whom it is about and what is to become of them, name by name. */
  fields: [name: string, value: string][]
}) {
  const t = useTranslations('bulk')
  const format = useFormatter()
  const forecast = forecastOf(plan.members.map(one => one.verdict))
  const left: { number: string; name: string; reason: BulkReason }[] = [
    ...plan.unknown.map(number => ({ number, name: '', reason: 'notYours' as const })),
    ...plan.members.flatMap(({ member, verdict }) =>
      verdict.outcome === 'refused'
        ? [{ number: member.number, name: member.name, reason: verdict.reason }]
        : [],
    ),
  ]
  const changes = plan.members.flatMap(({ member, verdict }) =>
    verdict.outcome === 'change' ? [member] : [],
  )
  const what = t(`does.${order.kind}`, { words: order.words })
  return (
    <Card
      title={t('forecast.title')}
      actions={
        forecast.change > 0 && (
          <StartButton
            fields={[...fields, ['affects', String(forecast.change)]]}
            words={{
              start: t('start'),
              title: t('startTitle', { n: forecast.change, what }),
              detail: t('startDetail'),
              started: t('started'),
            }}
          />
        )
      }
      flush
    >
      <p className="flex flex-wrap items-center gap-2 px-(--pad) py-3">
        <span className="font-semibold text-lg">
          {forecast.change > 0 ? t('forecast.change', { n: forecast.change }) : t('forecast.nobody')}
        </span>
        <span className="text-ink-2">{what}</span>
        {forecast.same > 0 && <Badge icon="circle-check">{t('forecast.same', { n: forecast.same })}</Badge>}
        {forecast.refused > 0 && (
          <Badge tone="warn" icon="ban">
            {t('forecast.refused', { n: forecast.refused })}
          </Badge>
        )}
        {plan.unknown.length > 0 && (
          <Badge tone="bad" icon="lock">
            {t('forecast.unknown', { n: plan.unknown.length })}
          </Badge>
        )}
      </p>
      {changes.length > 0 && (
        <p className="px-(--pad) pb-3">
          <span className="text-ink-2">{t('forecast.who')} </span>
          {format.list(
            changes.slice(0, shown).map(({ number, name }) => (
              <a key={number} href={personPath(number)} className="text-hq-ink hover:underline">
                {name}
              </a>
            )),
            { type: 'unit', style: 'narrow' },
          )}
          {changes.length > shown && (
            <span className="text-ink-2"> {t('forecast.cut', { n: changes.length - shown })}</span>
          )}
        </p>
      )}
      {left.length > 0 && (
        <Table caption={t('forecast.rest')} stickyHead={false}>
          <thead>
            <tr>
              <Th>{t('run.column.number')}</Th>
              <Th>{t('run.column.name')}</Th>
              <Th>{t('run.column.outcome')}</Th>
            </tr>
          </thead>
          <tbody>
            {left.slice(0, shown).map(one => (
              <tr key={one.number}>
                <Td className="num">
                  {one.name ? (
                    <a href={personPath(one.number)} className="text-hq-ink hover:underline">
                      {one.number}
                    </a>
                  ) : (
                    one.number
                  )}
                </Td>
                <Td label={t('run.column.name')}>{one.name || '—'}</Td>
                <Td label={t('run.column.outcome')}>{t(`reasons.${one.reason}`)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {left.length > shown && (
        <p className="px-(--pad) py-2 text-ink-2 text-sm">{t('forecast.cut', { n: left.length - shown })}</p>
      )}
    </Card>
  )
}
