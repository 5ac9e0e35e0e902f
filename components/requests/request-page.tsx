import { clsx } from 'clsx'
import { needsConsent, noticeVersion } from '@/lib/consents/rules'
import { getRequestView } from '@/lib/requests/queries'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTransferView } from '@/lib/transfers/queries'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { ConfirmCard } from '../transfers/confirm-card'
import { HandOver } from '../transfers/hand-over'
import { TransferImpact } from '../transfers/impact'
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
  const { actor, view, transfer } = await query(async (tx, actor) => {
    const view = await getRequestView(tx, actor, number)
    return { actor, view, transfer: await getTransferView(tx, actor, view.request) }
  })
  const t = await getTranslations('requests')
  const base = pathOfSeat(actor)
  const { request, verbs } = view
  const list = actor.portal === 'hq' ? `${base}/transfers` : `${base}/requests`
  const isWaiting = actor.portal === 'me' && !verbs.includes('confirm')
  const portals = await getTranslations('account.portals')
  const lists = await getTranslations('transfers.list')
  return (
    <InboxKeys>
      <Live topics={[`request/${request.id}`]} />
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: actor.portal === 'hq' ? lists('title') : t('title'), href: list },
          { label: request.number },
        ]}
      />
      <VerbRegion stale={t('stale')}>
        <RequestHeader actor={actor} view={view} transfer={transfer} />
        {rejects && verbs.includes('reject') && <PressKey name="r" />}
        {(view.isCopyUnread || view.isNews) && (
          <RequestRead number={request.number} isCopy={view.isCopyUnread} />
        )}
        {/* On a phone the person concerned wants to know how far it is; whoever decides wants to know what it is about. */}
        <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,1fr)_24.5rem] lg:grid-rows-[auto_1fr]">
          <div className="grid min-w-0 gap-(--gap)">
            {verbs.includes('confirm') && (
              <ConfirmCard
                number={request.number}
                place={transfer.place}
                version={noticeVersion}
                asksConsent={
                  transfer.place.partnerId !== null &&
                  needsConsent(transfer.transfer.kind, transfer.hasConsent)
                }
              />
            )}
            <TransferImpact view={transfer} />
            {(request.status === 'approved' || transfer.handOver.some(item => item.doneAt)) &&
              transfer.handOver.length > 0 && (
                <HandOver items={transfer.handOver} request={request} actor={actor} />
              )}
          </div>
          <div
            className={clsx(
              'min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1',
              isWaiting && 'max-lg:order-first',
            )}
          >
            <Course actor={actor} view={view} transfer={transfer.transfer} base={base} />
          </div>
          {verbs.includes('comment') && (
            <Card title={t('comment.title')}>
              <CommentForm
                number={request.number}
                texts={{
                  body: t('comment.body'),
                  files: t('comment.files'),
                  filesHint: t('comment.filesHint'),
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
    </InboxKeys>
  )
}
