import { clsx } from 'clsx'
import {
  countUnread,
  listNotifications,
  type NotificationRow,
  notificationPageSize,
} from '@/lib/notifications/queries'
import { pathInPortal } from '@/lib/notifications/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { InboxKeys } from '../ui/inbox-keys'
import { PageHeader } from '../ui/page-header'
import { type SearchParams, withParams } from '../ui/search-params'
import { RowLink } from '../ui/table'
import { OpenNotification } from './open-notification'
import { ReadAll } from './read-all'

/** 通知: what happened, newest first. Opening one marks it as read and leads to what it is about. */
export async function NotificationsPage({ params }: { params: SearchParams }) {
  const before =
    typeof params.before === 'string' && /^[0-9a-f-]{36}$/.test(params.before) ? params.before : undefined
  const { actor, found, unread } = await query(async (tx, actor) => ({
    actor,
    found: await listNotifications(tx, actor, before),
    unread: await countUnread(tx, actor),
  }))
  const t = await getTranslations('notifications')
  const channels = await getTranslations('channels')
  const portals = await getTranslations('account.portals')
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  const rows = found.slice(0, notificationPageSize)
  const textOf = (row: NotificationRow) => t(`kinds.${row.kind}`, row.values as never)
  return (
    <>
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title') },
        ]}
      />
      <PageHeader
        title={t('title')}
        detail={unread > 0 ? t('unread', { n: unread }) : t('allRead')}
        actions={
          <>
            <LinkButton href={`${base}/settings/notifications`} variant="ghost">
              {channels('title')}
            </LinkButton>
            {unread > 0 && (
              <ReadAll texts={{ submit: t('readAll'), done: t('readAllDone', { n: unread }) }} />
            )}
          </>
        }
      />
      <Card flush>
        {rows.length === 0 ? (
          <EmptyState icon={<Icon name="bell" />} title={t('empty')} detail={t('emptyDetail')} />
        ) : (
          <InboxKeys>
            <OpenNotification>
              <ul aria-label={t('title')} data-rows>
                {rows.map(row => (
                  <li
                    key={row.id}
                    className="flex items-start gap-3 border-line border-b px-(--pad) py-2.5 last:border-0 focus-within:bg-surface-2 hover:bg-surface-2"
                  >
                    <span
                      className={`mt-2 size-2 shrink-0 rounded-full ${row.readAt ? '' : 'bg-hq'}`}
                      aria-hidden
                    />
                    <span className="min-w-0 grow">
                      <RowLink
                        href={pathInPortal(row.path, actor)}
                        data-notification={row.readAt ? undefined : row.id}
                        className={clsx('block', row.readAt && 'font-normal! text-ink-2!')}
                      >
                        {!row.readAt && <span className="sr-only">{t('new')} </span>}
                        {textOf(row)}
                      </RowLink>
                      <span className="num block text-ink-3 text-sm">
                        {[
                          when.stamp(new Date(row.createdAt)),
                          ...row.sent.map(({ channel, state, at }) =>
                            state === 'waiting' && new Date(at) <= actor.now
                              ? channels(`delivered.sending.${channel}`)
                              : channels(`delivered.${state}.${channel}`, { when: when.stamp(new Date(at)) }),
                          ),
                        ].join(' · ')}
                      </span>
                    </span>
                  </li>
                ))}
              </ul>
            </OpenNotification>
          </InboxKeys>
        )}
      </Card>
      {found.length > notificationPageSize && (
        <div className="mt-3 flex justify-end">
          <LinkButton href={withParams({}, { before: rows.at(-1)?.id })} rel="next">
            {t('older')}
          </LinkButton>
        </div>
      )}
    </>
  )
}
