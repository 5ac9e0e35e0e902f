import { notFound } from 'next/navigation'
import type { Actor } from '@/lib/actor'
import { textParam } from '@/lib/paging'
import { type Excuse, findOwnExcuse, listOwnDue, listOwnReports } from '@/lib/reports/queries'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { Banner } from '../ui/banner'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { PageHeader } from '../ui/page-header'
import { type SearchParams, withParams } from '../ui/search-params'
import { ownLines } from './own-lines'
import { OwnDueRows, OwnRows } from './own-rows'
import { RestButton, WorkButton } from './verbs'

/** The caller's own: what to write now, and what was given. */
export async function OwnReportsPage({ params }: { params: SearchParams }) {
  const paging = { after: textParam(params.after, 600), before: textParam(params.before, 600) }
  const { actor, due, page, excuse } = await query(async (tx, actor) => {
    if (!actor.employeeId) notFound()
    return {
      actor,
      due: await listOwnDue(tx, actor),
      page: await listOwnReports(tx, actor, paging),
      excuse: await findOwnExcuse(tx, actor),
    }
  })
  const t = await getTranslations('reports')
  const portals = await getTranslations('account.portals')
  const icon = <Icon name="clipboard-text" />
  const isDueToday = due.some(row => row.dueOn === actor.today)
  return (
    <div className="mx-auto max-w-3xl">
      <Live topics={['report']} />
      <Breadcrumb items={[{ label: portals('me'), href: '/me' }, { label: t('title') }]} />
      <PageHeader
        title={t('title')}
        detail={t('detail')}
        actions={isDueToday && !excuse && <RestButton label={t('own.rest')} done={t('own.restDone')} />}
      />
      <div className="grid gap-(--gap)">
        {excuse && <DayOff excuse={excuse} actor={actor} />}
        <Card flush title={t('own.due')}>
          {due.length === 0 ? (
            <EmptyState icon={icon} title={t('own.nothingDue')} detail={t('own.nothingDueDetail')} />
          ) : (
            <OwnDueRows label={t('own.due')} lines={await ownLines(due, actor)} />
          )}
        </Card>
        <Card flush title={t('own.history')}>
          {page.rows.length === 0 ? (
            <EmptyState icon={icon} title={t('own.empty')} detail={t('own.emptyDetail')} />
          ) : (
            <OwnRows label={t('own.history')} lines={await ownLines(page.rows, actor)} />
          )}
        </Card>
        {(page.previous || page.next) && (
          <div className="flex justify-end gap-2">
            {page.previous && (
              <LinkButton rel="prev" href={withParams({}, { before: page.previous })}>
                {t('own.newer')}
              </LinkButton>
            )}
            {page.next && (
              <LinkButton rel="next" href={withParams({}, { after: page.next })}>
                {t('own.older')}
              </LinkButton>
            )}
          </div>
        )}
      </div>
    </div>
  )
}

/** Today is a day off; whoever said so themselves may take it back. */
async function DayOff({ excuse }: { excuse: Excuse; actor: Actor }) {
  const t = await getTranslations('reports')
  return (
    <Banner tone="info" actions={excuse.isOwn && <WorkButton label={t('own.restEnd')} />}>
      {excuse.isOwn
        ? t('own.resting')
        : t('own.excused', { name: excuse.authorName, kind: t(`excuses.${excuse.kind}`) })}
    </Banner>
  )
}
