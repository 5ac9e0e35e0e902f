import { clsx } from 'clsx'
import type { Tx } from '@/db/client'
import { type HqPlace, hasPlace } from '@/lib/account/rules'
import type { Actor } from '@/lib/actor'
import { noticeVersion } from '@/lib/consents/rules'
import { lastDayOf } from '@/lib/contracts/rules'
import { lateFinish } from '@/lib/impact/rules'
import { type About, getAbout, getRequestView, type RequestView } from '@/lib/requests/queries'
import { sayingOf } from '@/lib/requests/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { takesFiles } from '@/lib/workflow/rules'
import { ConfirmationCard } from '../careers/confirmation-card'
import { LeavingCards } from '../careers/leaving-cards'
import { RenewalCard } from '../careers/renewal-card'
import { Live } from '../live/live'
import { ProposalCard } from '../proposals/proposal-card'
import { ConfirmCard } from '../transfers/confirm-card'
import { HandOver } from '../transfers/hand-over'
import { TransferImpact } from '../transfers/impact'
import { Banner } from '../ui/banner'
import { Breadcrumb } from '../ui/breadcrumb'
import { Card } from '../ui/card'
import { InboxKeys } from '../ui/inbox-keys'
import { CommentForm } from './comment-form'
import { Course } from './course'
import { PressKey } from './press-key'
import { RequestHeader } from './request-header'
import { RequestRead } from './request-read'
import { VerbRegion } from './verb-region'

/** The page of a request, in every portal: what it changes, how far it has come, and what the reader may do. */
export async function RequestPage({ number, rejects }: { number: string; rejects: boolean }) {
  const { actor, view, about } = await query(async (tx, actor) => ({
    actor,
    ...(await getRequestParts(tx, actor, number)),
  }))
  const base = pathOfSeat(actor)
  const list = await listOf(about, actor, base)
  const portals = await getTranslations('account.portals')
  return (
    <InboxKeys>
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          list,
          { label: view.request.number },
        ]}
      />
      <RequestParts actor={actor} view={view} about={about} rejects={rejects} />
    </InboxKeys>
  )
}

export async function getRequestParts(
  tx: Tx,
  actor: Actor,
  number: string,
): Promise<{ view: RequestView; about: About }> {
  const view = await getRequestView(tx, actor, number)
  return { view, about: await getAbout(tx, actor, view.request) }
}

/** What a request's page shows, on a page of its own or beside the inbox. */
export async function RequestParts({
  actor,
  view,
  about,
  rejects = false,
  isBeside = false,
}: {
  actor: Actor
  view: RequestView
  about: About
  rejects?: boolean
  isBeside?: boolean
}) {
  const t = await getTranslations('requests')
  const { request, verbs } = view
  const isWaiting = actor.portal === 'me' && !verbs.includes('reject')
  const decides = actor.portal !== 'me' && !isBeside
  return (
    <>
      <Live topics={[`request/${request.id}`]} />
      <VerbRegion stale={t('stale')}>
        <RequestHeader actor={actor} view={view} about={about} level={isBeside ? 2 : 1} />
        {rejects && verbs.includes('reject') && <PressKey name="r" />}
        {(view.isCopyUnread || view.isNews) && (
          <RequestRead number={request.number} isCopy={view.isCopyUnread} />
        )}
        {view.leavesOn && request.status === 'returned' && verbs.includes('withdraw') && (
          <div className="mb-(--gap)">
            <Banner
              tone="warn"
              title={t('leaves.title', {
                name: request.summary.employee ?? '',
                date: lastDayOf(view.leavesOn),
              })}
            >
              {t('leaves.detail')}
            </Banner>
          </div>
        )}
        {view.isOutdated && (verbs.includes('reject') || verbs.includes('withdraw')) && (
          <div className="mb-(--gap)">
            <Banner tone="warn" title={t('outdated.title')}>
              {t(verbs.includes('reject') ? 'outdated.decide' : 'outdated.wait')}
            </Banner>
          </div>
        )}
        {/* On a phone the person concerned wants to know how far it is; whoever decides what is asked for, then how far it is, then the rest. */}
        <div
          className={clsx(
            'grid items-start gap-(--gap)',
            !isBeside && 'lg:grid-cols-[minmax(0,1fr)_24.5rem] lg:grid-rows-[auto_1fr]',
          )}
        >
          <div
            className={clsx(
              'grid min-w-0 gap-(--gap)',
              decides && 'max-lg:contents max-lg:[&>.card~*]:order-1',
            )}
          >
            <Subject about={about} view={view} actor={actor} />
          </div>
          <div
            className={clsx(
              'min-w-0',
              !isBeside && 'lg:col-start-2 lg:row-span-2 lg:row-start-1',
              isWaiting && 'max-lg:order-first',
            )}
          >
            <Course actor={actor} view={view} saying={sayingOf(about)} base={pathOfSeat(actor)} />
          </div>
          {verbs.includes('comment') && (
            <Card title={t('comment.title')} className={clsx(decides && 'max-lg:order-2')}>
              <CommentForm
                number={request.number}
                takesFiles={takesFiles(request)}
                texts={{
                  body: t('comment.body'),
                  files: t('comment.files'),
                  filesHint: t(takesFiles(request) ? 'comment.filesHint' : 'comment.noFiles'),
                  submit: t('actions.comment'),
                }}
              />
            </Card>
          )}
        </div>
        <p className="mt-3 text-ink-3 text-xs max-[56.25rem]:hidden" data-print="hide">
          {verbs.includes('approve') ? t('keys') : verbs.includes('comment') && t('keysShort')}
        </p>
      </VerbRegion>
    </>
  )
}

/** Where requests of this kind are listed, and the way there for those who have such a list. */
async function listOf(about: About, actor: Actor, base: string): Promise<{ label: string; href?: string }> {
  const at = (place: HqPlace) => (hasPlace(actor.role, place) ? { href: `${base}/${place}` } : {})
  if (actor.portal !== 'hq')
    return { label: (await getTranslations('requests'))('title'), href: `${base}/requests` }
  switch (about.subject) {
    case 'transfer':
      return { label: (await getTranslations('transfers.list'))('title'), ...at('transfers') }
    case 'leaving':
      return { label: (await getTranslations('leavings'))('title'), ...at('leavings') }
    case 'proposal':
      return { label: (await getTranslations('requests.inbox'))('title'), href: `${base}/inbox` }
    default:
      return { label: (await getTranslations('contracts'))('title'), ...at('contracts') }
  }
}

/** What the request is about: what it changes, what the reader is asked, and what is to be done afterwards. */
function Subject({ about, view, actor }: { about: About; view: RequestView; actor: Actor }) {
  const { request, verbs } = view
  switch (about.subject) {
    case 'confirmation':
      return (
        <ConfirmationCard about={about} request={request} actor={actor} asks={verbs.includes('confirm')} />
      )
    case 'renewal':
      return <RenewalCard about={about} request={request} actor={actor} asks={verbs.includes('confirm')} />
    case 'proposal':
      return (
        <ProposalCard
          view={about.proposal}
          number={request.number}
          fields={(request.summary.fields ?? '').split(' ')}
          person={{ number: request.summary.employeeNumber ?? '', name: request.summary.employee ?? '' }}
          actor={actor}
        />
      )
    case 'leaving':
      return <LeavingCards view={about.leaving} request={request} actor={actor} />
    case 'transfer': {
      const { transfer } = about
      return (
        <>
          {verbs.includes('confirm') && (
            <ConfirmCard
              number={request.number}
              place={transfer.place}
              version={noticeVersion}
              asksConsent={transfer.asksConsent}
            />
          )}
          <TransferImpact
            view={transfer}
            isOwn={request.employeeUserId === actor.userId}
            finish={lateFinish(
              view.timeline.flatMap(entry => (entry.expected ? [entry.expected] : [])),
              transfer.transfer.effectiveOn,
              transfer.transfer.backDatedReason !== null,
            )}
          />
          {(request.status === 'approved' || transfer.handOver.some(item => item.doneAt)) &&
            transfer.handOver.length > 0 && (
              <HandOver
                items={transfer.handOver}
                effectiveOn={transfer.transfer.effectiveOn}
                request={request}
                actor={actor}
              />
            )}
        </>
      )
    }
  }
}
