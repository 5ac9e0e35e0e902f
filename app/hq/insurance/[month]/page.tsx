import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ExportMonth } from '@/components/exports/export-button'
import { GapCard, RunCard, RunHistory, TotalsCard } from '@/components/insurance/month-cards'
import { ReckonButton } from '@/components/insurance/month-forms'
import { Live } from '@/components/live/live'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { PageHeader } from '@/components/ui/page-header'
import { Stat } from '@/components/ui/stat'
import { findTotals, hasRecords, listRuns, previewMonth } from '@/lib/insurance/queries'
import { isOpen, lastMonthOpen, urgentGaps } from '@/lib/insurance/rules'
import { yuan } from '@/lib/pay/rules'
import { month as monthParam } from '@/lib/schemes/input'
import { mayKeepInsurance } from '@/lib/schemes/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata({ params }: PageProps<'/hq/insurance/[month]'>): Promise<Metadata> {
  return { title: (await params).month }
}

/** One month: who has a part in it and who has not, its sums, and what was reckoned and issued. */
export default async function InsuranceMonthPage({ params }: PageProps<'/hq/insurance/[month]'>) {
  const { month } = await params
  const first = monthParam.safeParse(month).data
  const found = await query(async (tx, actor) => {
    if (!mayKeepInsurance(actor.role) || !first) return undefined
    const runs = await listRuns(tx, first)
    const current = runs.find(run => run.status !== 'discarded' && run.status !== 'failed')
    return {
      actor,
      runs,
      current,
      preview: await previewMonth(tx, first),
      hasLines: await hasRecords(tx, first),
      totals: current && (await findTotals(tx, current.id)),
    }
  })
  if (!found || !first) notFound()
  const { actor, runs, current, preview, hasLines, totals } = found
  const t = await getTranslations('insurance')
  const missing = Object.values(preview.gaps).reduce((sum, n) => sum + n, 0)
  const urgent = urgentGaps.reduce((sum, gap) => sum + (preview.gaps[gap] ?? 0), 0)
  const mayReckon = !(current && isOpen(current.status)) && first <= lastMonthOpen(actor.today)
  return (
    <>
      <Breadcrumb items={[{ label: t('title'), href: '/hq/insurance' }, { label: month }]} />
      <PageHeader
        title={t('month.title', { month })}
        actions={
          <>
            {hasLines && <ExportMonth month={month} />}
            {mayReckon && <ReckonButton month={month} isAgain={runs.some(run => run.status === 'issued')} />}
          </>
        }
      />
      <Live topics={['insurance']} />
      <div className="grid gap-(--gap)">
        <div className="grid gap-(--gap) sm:grid-cols-2 xl:grid-cols-4">
          <Stat
            label={t('month.ready')}
            value={preview.ready}
            detail={t('month.readyDetail', { present: preview.present })}
            tone="ok"
          />
          <Stat
            label={t('month.missing')}
            value={missing}
            detail={urgent > 0 ? t('month.missingDetail', { n: urgent }) : t('month.noneMissing')}
            tone={urgent > 0 ? 'warn' : 'mute'}
          />
          <Stat
            label={t('month.company')}
            value={totals ? yuan(totals.company) : '—'}
            detail={t('month.people', { n: totals?.people ?? 0 })}
          />
          <Stat
            label={t('month.person')}
            value={totals ? yuan(totals.person) : '—'}
            detail={t('month.people', { n: totals?.people ?? 0 })}
          />
        </div>
        {current && isOpen(current.status) && (
          <RunCard run={current} month={month} ready={preview.ready} people={totals?.people ?? 0} />
        )}
        <div className="grid items-start gap-(--gap) lg:grid-cols-2">
          <TotalsCard totals={totals} />
          <RunHistory runs={runs} />
        </div>
        <GapCard rows={preview.rows} total={missing} month={month} />
      </div>
    </>
  )
}
