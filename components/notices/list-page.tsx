import { notFound } from 'next/navigation'
import type { Actor } from '@/lib/actor'
import { listNotices, listOwnNotices, type NoticeRow, noticeTabs } from '@/lib/notices/queries'
import { mayReceive, mayWrite, overseesNotices } from '@/lib/notices/rules'
import { textParam } from '@/lib/paging'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { getWhen } from '../requests/when'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { InboxKeys } from '../ui/inbox-keys'
import { PageHeader } from '../ui/page-header'
import { type SearchParams, withParams } from '../ui/search-params'
import { Table, Th } from '../ui/table'
import { Tabs } from '../ui/tabs'
import { readerLines } from './lines'
import { type NoticeLine, NoticeTableRows } from './notice-rows'
import { ReaderRows } from './reader-rows'

/** 通知公告: what waits for the reader; and for those who lead or watch, every notice with how far it has come. */
export async function NoticeListPage({ params }: { params: SearchParams }) {
  const tab = noticeTabs.find(one => one === params.tab) ?? 'published'
  const paging = { after: textParam(params.after, 600), before: textParam(params.before, 600) }
  const { actor, own, page } = await query(async (tx, actor) => {
    const isOver = overseesNotices(actor) && actor.portal !== 'me'
    if (!isOver && !mayReceive(actor)) notFound()
    return {
      actor,
      own: await listOwnNotices(tx, actor, isOver ? {} : paging),
      page: isOver ? await listNotices(tx, actor, { ...paging, tab }) : undefined,
    }
  })
  const t = await getTranslations('notices')
  const portals = await getTranslations('account.portals')
  const base = pathOfSeat(actor)
  const write = mayWrite(actor) && actor.portal !== 'me' && (
    <LinkButton variant="primary" icon={<Icon name="pencil-plus" />} href={`${base}/notices/new`}>
      {t('list.new')}
    </LinkButton>
  )
  const waiting = await readerLines(own.waiting, actor)
  return (
    <InboxKeys>
      <Live topics={['notice']} />
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title') },
        ]}
      />
      <PageHeader
        title={t('title')}
        detail={actor.portal === 'me' ? t('detail') : undefined}
        actions={write}
      />
      {page ? (
        <div className="grid gap-(--gap)">
          {waiting.length > 0 && (
            <Card flush title={t('list.own')}>
              <ReaderRows label={t('list.own')} lines={waiting} />
            </Card>
          )}
          <div className="min-w-0">
            <Tabs
              label={t('list.state')}
              items={noticeTabs.map(one => ({
                href: withParams({}, { tab: one === 'published' ? undefined : one }),
                label: t(`tabs.${one}`),
                current: one === tab,
              }))}
            />
            <Card flush>
              {page.rows.length === 0 ? (
                <EmptyState
                  icon={<Icon name="speakerphone" />}
                  title={t('list.empty')}
                  detail={t(write ? 'list.emptyDetail' : 'list.emptyReadonly')}
                  action={write}
                />
              ) : (
                <Overview rows={page.rows} actor={actor} />
              )}
            </Card>
            <Paging params={{ tab: params.tab }} page={page} />
          </div>
        </div>
      ) : (
        <div className="grid gap-(--gap)">
          {waiting.length === 0 && own.rows.length === 0 ? (
            <Card>
              <EmptyState
                icon={<Icon name="speakerphone" />}
                title={t('reader.empty')}
                detail={t('reader.emptyDetail')}
              />
            </Card>
          ) : (
            <>
              <Card flush title={t('reader.waiting')}>
                {waiting.length === 0 ? (
                  <EmptyState
                    icon={<Icon name="speakerphone" />}
                    title={t('reader.nothingWaiting')}
                    detail={t('reader.nothingWaitingDetail')}
                  />
                ) : (
                  <ReaderRows label={t('reader.waiting')} lines={waiting} />
                )}
              </Card>
              {own.rows.length > 0 && (
                <Card flush title={t('reader.done')}>
                  <ReaderRows label={t('reader.done')} lines={await readerLines(own.rows, actor)} />
                </Card>
              )}
            </>
          )}
          <Paging params={{}} page={own} />
        </div>
      )}
    </InboxKeys>
  )
}

/** Every notice with its figures: how many of its readers have read and signed. */
async function Overview({ rows, actor }: { rows: NoticeRow[]; actor: Actor }) {
  const t = await getTranslations('notices')
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  const of = (n: number, total: number) => (total === 0 ? '—' : t('list.of', { n, total }))
  const lines = rows.map(
    (row): NoticeLine => ({
      number: row.number,
      href: `${base}/notices/${row.number}`,
      title: row.title,
      marks: [row.isMustRead && t('mustRead'), row.version > 1 && t('version', { n: row.version })].filter(
        mark => mark !== false,
      ),
      author: `${row.authorName} · ${row.unitName}`,
      state: { is: row.state, text: t(`states.${row.state}`) },
      publishAt: row.publishAt ? when.stamp(row.publishAt) : '—',
      read: of(row.read, row.readers),
      signed: row.isMustRead ? of(row.signed, row.readers) : '—',
    }),
  )
  return (
    <Table caption={t('list.label')}>
      <thead>
        <tr>
          <Th>{t('list.notice')}</Th>
          <Th>{t('list.state')}</Th>
          <Th>{t('list.author')}</Th>
          <Th>{t('list.publishAt')}</Th>
          <Th numeric>{t('list.read')}</Th>
          <Th numeric>{t('list.signed')}</Th>
        </tr>
      </thead>
      <NoticeTableRows
        lines={lines}
        labels={{
          state: t('list.state'),
          author: t('list.author'),
          publishAt: t('list.publishAt'),
          read: t('list.read'),
          signed: t('list.signed'),
        }}
      />
    </Table>
  )
}

async function Paging({
  params,
  page,
}: {
  params: SearchParams
  page: { previous?: string | undefined; next?: string | undefined }
}) {
  const t = await getTranslations('notices.reader')
  if (!page.previous && !page.next) return null
  return (
    <div className="mt-3 flex justify-end gap-2" data-print="hide">
      {page.previous && (
        <LinkButton href={withParams(params, { before: page.previous })} rel="prev">
          {t('newer')}
        </LinkButton>
      )}
      {page.next && (
        <LinkButton href={withParams(params, { after: page.next })} rel="next">
          {t('older')}
        </LinkButton>
      )}
    </div>
  )
}
