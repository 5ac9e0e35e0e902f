import { insuranceItems } from '@/db/schema/insurance'
import { minuteIn, zone } from '@/lib/clock'
import type { GapRow, RunRow } from '@/lib/insurance/queries'
import type { Totals } from '@/lib/insurance/rules'
import { yuan } from '@/lib/pay/rules'
import { personPath } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'
import { Banner } from '../ui/banner'
import { Card } from '../ui/card'
import { Meter } from '../ui/meter'
import { RowLink, Table, Td, Th } from '../ui/table'
import { RunVerbs } from './month-forms'
import { RunState } from './run-state'

/** A reckoning that is under way or waits to be issued. */
export function RunCard({
  run,
  month,
  ready,
  people,
}: {
  run: RunRow
  month: string
  /** How many would have a part now, and how many have one in it. */
  ready: number
  people: number
}) {
  const t = useTranslations('insurance')
  const total = run.peopleTotal ?? 0
  return (
    <Card title={<RunState status={run.status} />} actions={<RunVerbs run={run} month={month} />}>
      {run.status === 'running' && (
        <Meter
          label={t('states.running')}
          value={run.peopleDone}
          max={total}
          detail={t('runs.progress', { done: run.peopleDone, total })}
        />
      )}
      {run.status === 'draft' && (
        <p>
          {run.changed === 0
            ? t('nothing')
            : `${t('runs.changed', { n: run.changed })} · ${t('month.changedDetail')}`}
        </p>
      )}
      {run.status === 'draft' && ready !== people && (
        <div className="mt-2">
          <Banner tone="warn">{t('month.stale', { ready, people })}</Banner>
        </div>
      )}
      {run.status === 'waiting' && <p className="text-ink-2">{t('reckonDetail')}</p>}
      {run.status === 'issuing' && <p className="text-ink-2">{t('issueDetail', { n: run.changed })}</p>}
      {run.reason && <p className="text-ink-2">{t('runs.reason', { reason: run.reason })}</p>}
    </Card>
  )
}

export function TotalsCard({ totals }: { totals: Totals | undefined }) {
  const t = useTranslations('insurance.totals')
  const items = useTranslations('schemes.item')
  const runs = useTranslations('insurance.runs')
  if (!totals)
    return (
      <Card title={t('title')}>
        <p className="text-ink-2">{runs('none')}</p>
      </Card>
    )
  const rows = insuranceItems.flatMap(item => {
    const sums = totals.items[item]
    return sums ? [{ name: items(item), ...sums }] : []
  })
  return (
    <Card title={t('title')} flush>
      <Table caption={t('caption')} stickyHead={false}>
        <thead>
          <tr>
            <Th>{t('item')}</Th>
            <Th numeric>{t('company')}</Th>
            <Th numeric>{t('person')}</Th>
            <Th numeric>{t('sum')}</Th>
          </tr>
        </thead>
        <tbody>
          {[...rows, { name: t('all'), company: totals.company, person: totals.person }].map(row => (
            <tr key={row.name}>
              <td className="font-semibold">{row.name}</td>
              <Td label={t('company')} numeric className="num">
                {yuan(row.company)}
              </Td>
              <Td label={t('person')} numeric className="num">
                {yuan(row.person)}
              </Td>
              <Td label={t('sum')} numeric className="num">
                {yuan(row.company + row.person)}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}

/** Every reckoning of the month, so that no correction is silent. */
export function RunHistory({ runs }: { runs: RunRow[] }) {
  const t = useTranslations('insurance.runs')
  const timeOf = (at: string) => minuteIn(zone, new Date(at))
  return (
    <Card title={t('title')} flush>
      {runs.length === 0 && <p className="p-(--pad) text-ink-2">{t('none')}</p>}
      <ol>
        {runs.map(run => (
          <li key={run.id} className="grid gap-0.5 border-line border-b px-(--pad) py-2 last:border-0">
            <span className="flex flex-wrap items-center gap-2">
              <RunState status={run.status} />
              <span className="num text-ink-2 text-sm">{t('changed', { n: run.changed })}</span>
            </span>
            <span className="text-ink-2 text-sm">
              {[
                t('asked', { name: run.askedByName, time: timeOf(run.askedAt) }),
                ...(run.issuedAt
                  ? [t('issued', { name: run.issuedByName, time: timeOf(run.issuedAt) })]
                  : []),
                ...(run.reason ? [t('reason', { reason: run.reason })] : []),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

/** Who has no part in the month and why, those first for whom somebody has to do something. */
export function GapCard({ rows, total, month }: { rows: GapRow[]; total: number; month: string }) {
  const t = useTranslations('insurance.gaps')
  const without = rows.filter(row => row.gap === 'never' || row.gap === 'ended').map(row => row.number)
  const enrolling = new URLSearchParams([
    ['kind', 'enrol'],
    ['from', month],
    ...without.map(number => ['n', number]),
  ])
  return (
    <Card
      title={t('title')}
      {...(without.length > 0 && {
        actions: (
          <a href={`/hq/people/bulk?${enrolling}`} className="text-hq-ink text-sm hover:underline">
            {t('enrol', { n: without.length })}
          </a>
        ),
      })}
      {...(total > rows.length && { footer: <p>{t('more', { n: rows.length })}</p> })}
      flush
    >
      {rows.length === 0 && <p className="p-(--pad) text-ink-2">{t('none')}</p>}
      {rows.length > 0 && (
        <Table caption={t('caption')}>
          <thead>
            <tr>
              <Th>{t('name')}</Th>
              <Th>{t('number')}</Th>
              <Th>{t('home')}</Th>
              <Th>{t('why')}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={`${row.gap} ${row.number}`}>
                <td>
                  <RowLink href={personPath(row.number, 'contracts')}>{row.name}</RowLink>
                </td>
                <Td label={t('number')} className="num">
                  {row.number}
                </Td>
                <Td label={t('home')}>{row.homeName}</Td>
                <Td label={t('why')}>{t(`why_${row.gap}`)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}
