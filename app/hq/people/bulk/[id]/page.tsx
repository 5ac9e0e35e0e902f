import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RunProgress, RunState } from '@/components/bulk/run-list'
import { Live } from '@/components/live/live'
import { Badge, type Tone } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import type { IconName } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { Table, Td, Th } from '@/components/ui/table'
import { findRun, listRunRows, rowsPerPage } from '@/lib/bulk/queries'
import { type BulkOutcome, mayActInBulk } from '@/lib/bulk/rules'
import { minuteIn, zone } from '@/lib/clock'
import { pageLinks, pageParam } from '@/lib/paging'
import { rowId } from '@/lib/people/input'
import { personPath } from '@/lib/people/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

const looks: Record<BulkOutcome, { tone: Tone; icon: IconName }> = {
  waiting: { tone: 'mute', icon: 'hourglass' },
  changed: { tone: 'ok', icon: 'circle-check' },
  same: { tone: 'mute', icon: 'check' },
  refused: { tone: 'warn', icon: 'ban' },
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('bulk'))('title') }
}

/** How far a bulk run is, and what became of each person. */
export default async function BulkRunPage({ params, searchParams }: PageProps<'/hq/people/bulk/[id]'>) {
  const id = rowId.safeParse((await params).id).data ?? notFound()
  const typed = await searchParams
  const page = pageParam(typed)
  const found = await query(async (tx, actor) => {
    const run = mayActInBulk(actor.role) ? await findRun(tx, actor, id) : undefined
    return run && { run, rows: await listRunRows(tx, id, page) }
  })
  if (!found) notFound()
  const { run, rows } = found
  const t = await getTranslations('bulk')
  const people = await getTranslations('people.list')
  return (
    <InboxKeys>
      <Live topics={[`bulk/${id}`]} />
      <Breadcrumb
        items={[
          { label: people('title'), href: '/hq/people' },
          { label: t('title'), href: '/hq/people/bulk' },
          { label: minuteIn(zone, run.createdAt) },
        ]}
      />
      <PageHeader
        title={t(`does.${run.kind}`, { words: run.words })}
        badge={<RunState run={run} />}
        detail={minuteIn(zone, run.createdAt)}
      />
      <div className="grid gap-(--gap)">
        <Card>
          <RunProgress run={run} />
        </Card>
        <Card title={t('run.rows')} flush>
          <Table caption={t('run.rows')}>
            <thead>
              <tr>
                <Th>{t('run.column.name')}</Th>
                <Th>{t('run.column.number')}</Th>
                <Th>{t('run.column.outcome')}</Th>
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row.position}>
                  <Td>
                    <a href={personPath(row.number)} className="row-link" data-row>
                      {row.name}
                    </a>
                  </Td>
                  <Td label={t('run.column.number')} className="num">
                    {row.number}
                  </Td>
                  <Td label={t('run.column.outcome')}>
                    <span className="flex flex-wrap items-center gap-2">
                      <Badge {...looks[row.outcome]}>{t(`outcomes.${row.outcome}`)}</Badge>
                      {row.reason && t(`reasons.${row.reason}`)}
                    </span>
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
          <Pagination params={typed} total={run.total} {...pageLinks(page, rowsPerPage, run.total)} />
        </Card>
      </div>
    </InboxKeys>
  )
}
