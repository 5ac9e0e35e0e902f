import type { ReactNode } from 'react'
import { correctEarlierJob, recordEarlierJob, removeEarlierJob } from '@/lib/background/actions'
import type { JobRow } from '@/lib/background/queries'
import { lastDayOf } from '@/lib/contracts/rules'
import type { AnnualLeave, Work } from '@/lib/seniority/rules'
import { useTranslations } from '@/lib/translations'
import { type RecordField, RecordForm } from '../people/record-form'
import { Card } from '../ui/card'
import { ConfirmForm } from '../ui/confirm-form'
import { DescList } from '../ui/desc-list'
import { Dialog } from '../ui/dialog'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'

/** Where a person worked before us, latest first. */
export function JobList({
  jobs,
  actions,
  verbs,
}: {
  jobs: JobRow[]
  actions?: ReactNode
  verbs?: (job: JobRow) => ReactNode
}) {
  const t = useTranslations('background')
  return (
    <Card title={t('card')} actions={actions} flush>
      {jobs.length === 0 && (
        <EmptyState icon={<Icon name="briefcase" />} title={t('none')} detail={t('noneDetail')} />
      )}
      <ul>
        {jobs.map(job => (
          <li key={job.id} className="grid gap-1.5 border-line border-b px-(--pad) py-3 last:border-0">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-semibold">{job.company}</span>
              <span>{job.position}</span>
              <span className="num text-ink-2 text-sm">
                {t('span', { from: job.startsOn, to: lastDayOf(job.endsOn) })}
              </span>
            </p>
            {verbs?.(job)}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** How long somebody has worked in all, and what of annual leave the law gives for it. */
export function LeaveCard({
  leave,
  service = [],
}: {
  leave: AnnualLeave
  /** Earlier stretches here of somebody who came back. */
  service?: Work[]
}) {
  const t = useTranslations('background.leave')
  return (
    <Card title={t('title')} footer={service.length > 0 ? t('counts') : t('note')}>
      <DescList
        columns={1}
        items={[
          { label: t('years'), value: t('yearsValue', { n: leave.years }) },
          {
            label: t('days'),
            value: leave.entitledOn
              ? t('from', { date: leave.entitledOn })
              : t('daysValue', { n: leave.days }),
          },
          {
            label: t('thisYear'),
            value:
              leave.thisYear.part === null
                ? t('daysValue', { n: leave.thisYear.days })
                : t('thisYearPart', { n: leave.thisYear.days, days: leave.thisYear.part }),
          },
          { label: t('source'), value: t('sourceValue', { source: leave.source }) },
          ...service.map(({ startsOn, endsOn }, n) => ({
            label: n === 0 ? t('service') : `${t('service')} ${n + 1}`,
            value: <span className="num">{t('serviceSpan', { from: startsOn, to: lastDayOf(endsOn) })}</span>,
          })),
        ]}
      />
    </Card>
  )
}

function jobFields(
  t: ReturnType<typeof useTranslations<'background'>>,
  given: Partial<JobRow>,
): RecordField[] {
  const field = (name: 'company' | 'position' | 'startsOn', kind: 'text' | 'date'): RecordField => ({
    name,
    label: t(`fields.${name}`),
    kind,
    required: true,
    value: given[name] ?? '',
  })
  return [
    field('company', 'text'),
    field('position', 'text'),
    field('startsOn', 'date'),
    {
      name: 'lastOn',
      label: t('fields.lastOn'),
      kind: 'date',
      required: true,
      value: given.endsOn ? lastDayOf(given.endsOn) : '',
    },
  ]
}

export function RecordJob({ whose }: { whose: { number: string; name: string } }) {
  const t = useTranslations('background')
  return (
    <Dialog
      trigger={t('record')}
      icon={<Icon name="plus" />}
      size="small"
      title={t('recordTitle', { name: whose.name })}
    >
      <RecordForm
        action={recordEarlierJob}
        fixed={{ number: whose.number }}
        submit={t('save')}
        optional={t('optional')}
        fields={jobFields(t, {})}
      />
    </Dialog>
  )
}

export function JobVerbs({ job }: { job: JobRow }) {
  const t = useTranslations('background')
  const name = job.company
  const seen = { jobId: job.id, revision: `${job.revision}` }
  return (
    <span className="flex flex-wrap gap-2">
      <Dialog trigger={t('correct')} variant="ghost" size="small" title={t('correctTitle', { name })}>
        <RecordForm
          action={correctEarlierJob}
          fixed={seen}
          submit={t('save')}
          optional={t('optional')}
          fields={[
            ...jobFields(t, job),
            { name: 'reason', label: t('fields.reason'), kind: 'text', required: true },
          ]}
        />
      </Dialog>
      <ConfirmForm
        action={removeEarlierJob}
        fields={seen}
        trigger={t('remove')}
        variant="ghost"
        size="small"
        title={t('removeTitle', { name })}
        detail={t('removeDetail')}
        submit={t('remove')}
        reason={{ name: 'reason', label: t('fields.reason'), required: true }}
      />
    </span>
  )
}
