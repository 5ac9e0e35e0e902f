import { notFound } from 'next/navigation'
import { isManager } from '@/lib/account/rules'
import type { Actor } from '@/lib/actor'
import { type Comment, findNeighbours, getReport, listComments, type Report } from '@/lib/reports/queries'
import { mayWrite, readsReports, seesReports } from '@/lib/reports/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { roleWord } from '../account/roles'
import { Live } from '../live/live'
import { getWhen } from '../requests/when'
import { Avatar } from '../ui/avatar'
import { Badge } from '../ui/badge'
import { Banner } from '../ui/banner'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Icon } from '../ui/icon'
import { PageHeader } from '../ui/page-header'
import { AnswerList } from './answer-list'
import { CommentForm } from './comment-form'
import { ReportKeys } from './report-keys'
import { ReportRead } from './report-read'
import { StandingFace } from './standing-face'
import { WriteCard } from './write-card'

/** One report in every portal: its author writes it, whoever leads the unit reads it, both talk about it. */
export async function ReportPage({ id }: { id: string }) {
  const { actor, report, comments, beside } = await query(async (tx, actor) => {
    if (actor.portal !== 'me' && !seesReports(actor)) notFound()
    const report = await getReport(tx, actor, id)
    return {
      actor,
      report,
      comments: await listComments(tx, report.id),
      beside:
        readsReports(actor) && actor.portal !== 'me' ? await findNeighbours(tx, actor, report) : undefined,
    }
  })
  const t = await getTranslations('reports')
  const portals = await getTranslations('account.portals')
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  const isAuthor = actor.portal === 'me'
  const isWritten = isAuthor && mayWrite(timesOf(report), actor.now)
  const isReader = readsReports(actor) && !isAuthor
  return (
    <ReportKeys>
      <Live topics={[`report/${report.id}`]} />
      <div className="mx-auto max-w-3xl">
        <Breadcrumb
          items={[
            { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
            { label: t('title'), href: `${base}/reports` },
            { label: when.day(report.dueOn) },
          ]}
        />
        <PageHeader
          title={isAuthor ? report.template : `${report.name} · ${report.template}`}
          badge={
            <>
              <StandingFace standing={report.standing}>{t(`standings.${report.standing}`)}</StandingFace>
              {report.status === 'submitted' && !report.readAt && <Badge tone="hq">{t('unread')}</Badge>}
            </>
          }
          detail={[
            when.weekday(report.dueOn),
            report.unitName,
            report.positionName,
            t('report.version', { n: report.version }),
          ].join(' · ')}
          actions={beside && <Beside beside={beside} base={base} />}
        />
        <ReportRead
          reportId={report.id}
          isUnread={isReader && report.status === 'submitted' && !report.readAt}
        />
        <div className="grid gap-(--gap)">
          <Facts report={report} actor={actor} />
          {isWritten && <WriteCard report={report} actor={actor} />}
          {report.status === 'submitted' && !isWritten && (
            <Card>
              <AnswerList report={report} base={base} />
            </Card>
          )}
          {report.status === 'submitted' && (
            <Comments report={report} comments={comments} actor={actor} mayWrite={isAuthor || isReader} />
          )}
        </div>
      </div>
    </ReportKeys>
  )
}

export const timesOf = (report: Report) => ({
  status: report.status,
  dueAt: new Date(report.dueAt),
  submittedAt: report.submittedAt ? new Date(report.submittedAt) : null,
  readAt: report.readAt ? new Date(report.readAt) : null,
})

/** When it came, who read it, and why it need not come. */
async function Facts({ report, actor }: { report: Report; actor: Actor }) {
  const t = await getTranslations('reports')
  const when = await getWhen(actor.now)
  const stamp = (at: string) => when.stamp(new Date(at))
  const facts = [
    report.submittedAt && t('submittedAt', { time: stamp(report.submittedAt) }),
    report.editedAt && t('editedAt', { time: stamp(report.editedAt) }),
    report.readAt && t('read', { name: report.readByName ?? '', time: stamp(report.readAt) }),
    !report.submittedAt && report.standing !== 'excused' && t('dueAt', { time: stamp(report.dueAt) }),
  ].filter(Boolean)
  const { excuse } = report
  return (
    <>
      {facts.length > 0 && <p className="num text-ink-2 text-sm">{facts.join(' · ')}</p>}
      {report.status === 'excused' && excuse && (
        <Banner tone="info">
          {excuse.isOwn
            ? t('excuseOwn', { kind: t(`excuses.${excuse.kind}`) })
            : t('excuseBy', {
                kind: t(`excuses.${excuse.kind}`),
                name: excuse.authorName,
                reason: excuse.reason,
              })}
        </Banner>
      )}
    </>
  )
}

/** The way to the other unread ones; J and K take it. */
async function Beside({
  beside,
  base,
}: {
  beside: { previous?: string | undefined; next?: string | undefined; unread: number }
  base: string
}) {
  const t = await getTranslations('reports.report')
  return (
    <>
      <span className="text-ink-2 text-sm">
        {beside.unread > 0 ? t('unreadLeft', { n: beside.unread }) : t('noneLeft')}
      </span>
      {beside.previous && (
        <LinkButton
          rel="prev"
          href={`${base}/reports/${beside.previous}`}
          icon={<Icon name="chevron-left" />}
          title={t('keys')}
        >
          {t('previous')}
        </LinkButton>
      )}
      {beside.next && (
        <LinkButton
          rel="next"
          href={`${base}/reports/${beside.next}`}
          icon={<Icon name="chevron-right" />}
          title={t('keys')}
        >
          {t('next')}
        </LinkButton>
      )}
    </>
  )
}

async function Comments({
  report,
  comments,
  actor,
  mayWrite,
}: {
  report: Report
  comments: Comment[]
  actor: Actor
  mayWrite: boolean
}) {
  const t = await getTranslations('reports.comments')
  const roles = await getTranslations('account.roles')
  const when = await getWhen(actor.now)
  return (
    <Card title={t('title')}>
      <div className="grid gap-4">
        {comments.length === 0 && <p className="text-ink-2">{t('none')}</p>}
        <ol className="grid gap-4" aria-label={t('title')}>
          {comments.map(comment => (
            <li key={comment.id} className="flex gap-3">
              <Avatar
                name={comment.authorName}
                {...(comment.authorRole !== 'employee' && {
                  owner: isManager(comment.authorRole) ? 'store' : 'hq',
                })}
              />
              <div className="min-w-0 grow">
                <p className="flex flex-wrap items-baseline gap-x-2">
                  <span className="font-semibold">{comment.authorName}</span>
                  {comment.authorRole !== 'employee' && (
                    <span className="text-ink-3 text-sm">{roleWord(roles, comment.authorRole)}</span>
                  )}
                  <time dateTime={comment.at} className="num text-ink-3 text-sm">
                    {when.stamp(new Date(comment.at))}
                  </time>
                </p>
                <p className="mt-1 whitespace-pre-wrap break-words rounded-sm bg-surface-2 px-3 py-2">
                  {comment.body}
                </p>
              </div>
            </li>
          ))}
        </ol>
        {mayWrite && (
          <CommentForm reportId={report.id} words={{ body: t('body'), send: t('send'), sent: t('sent') }} />
        )}
      </div>
    </Card>
  )
}
