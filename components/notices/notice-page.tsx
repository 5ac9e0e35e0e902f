import { addDays, dayIn, zone } from '@/lib/clock'
import { isId } from '@/lib/id'
import {
  countReceipts,
  getNotice,
  isForCaller,
  listOwnReceipts,
  listReceipts,
  listVersions,
  nameAudience,
  previewNotice,
  receiptLists,
} from '@/lib/notices/queries'
import { keeps, mayReceive, mayWrite, overseesNotices, standingOf } from '@/lib/notices/rules'
import { textParam } from '@/lib/paging'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { getWhen } from '../requests/when'
import { Badge } from '../ui/badge'
import { Breadcrumb } from '../ui/breadcrumb'
import { Card } from '../ui/card'
import { PageHeader } from '../ui/page-header'
import type { SearchParams } from '../ui/search-params'
import { StateFace } from './notice-face'
import { AudienceCard, NoticeVerbs, PreviewBanner, ReachCard, VersionsCard } from './notice-oversight'
import { Changes, Files, OwnBanner, OwnStanding, Signing } from './notice-own'
import { NoticeRead } from './notice-read'
import { NoticeText } from './notice-text'

/** A notice in every portal: its text and what it asks of the reader; for those who lead or watch also how far it has come. */
export async function NoticePage({ number, params }: { number: string; params: SearchParams }) {
  const unit = textParam(params.unit)
  const filter = { unitId: unit && isId(unit) ? unit : undefined }
  const list = receiptLists.find(one => one === params.list) ?? 'unread'
  const paging = { after: textParam(params.after, 600), before: textParam(params.before, 600) }
  const view = await query(async (tx, actor) => {
    const notice = await getNotice(tx, actor, number)
    const isOver = overseesNotices(actor) && actor.portal !== 'me'
    const isOut = notice.state !== 'draft' && notice.state !== 'scheduled'
    const isWriter = mayWrite(actor) && keeps(actor, notice)
    return {
      actor,
      notice,
      versions: await listVersions(tx, notice.id),
      own: await listOwnReceipts(tx, actor, notice.id),
      isMine: notice.state === 'published' && mayReceive(actor) && (await isForCaller(tx, notice.id)),
      names: isOver ? await nameAudience(tx, notice) : undefined,
      preview: isWriter && !isOut ? await previewNotice(tx, actor, notice) : undefined,
      counts: isOver && isOut ? await countReceipts(tx, actor, notice, filter) : undefined,
      receipts:
        isOver && isOut ? await listReceipts(tx, actor, notice, { ...filter, ...paging, list }) : undefined,
      unitName: filter.unitId
        ? (await nameAudience(tx, { unitIds: [filter.unitId], positionIds: [], tagIds: [] })).units[0]?.name
        : undefined,
    }
  })
  const { actor, notice, versions, own, isMine, names, preview, counts, receipts, unitName } = view
  const t = await getTranslations('notices')
  const portals = await getTranslations('account.portals')
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  const receipt = own.find(one => one.version === notice.askedVersion)
  const isReader = receipt !== undefined || isMine
  return (
    <>
      <Live topics={['notice']} />
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title'), href: `${base}/notices` },
          { label: notice.number },
        ]}
      />
      <PageHeader
        title={notice.title}
        badge={
          <>
            {(names || notice.state !== 'published') && (
              <StateFace state={notice.state}>{t(`states.${notice.state}`)}</StateFace>
            )}
            {notice.isMustRead && <Badge tone="warn">{t('mustRead')}</Badge>}
            {notice.version > 1 && <Badge>{t('version', { n: notice.version })}</Badge>}
            {isReader && <OwnStanding notice={notice} receipt={receipt} />}
          </>
        }
        detail={
          notice.publishAt
            ? t('published', { author: notice.authorName, time: when.stamp(notice.publishAt) })
            : `${notice.authorName} · ${notice.unitName}`
        }
        actions={
          names && (
            <NoticeVerbs
              actor={actor}
              notice={notice}
              base={base}
              preview={preview}
              isOut={counts !== undefined}
            />
          )
        }
      />
      {isReader && (
        <NoticeRead
          number={notice.number}
          isUnread={notice.state === 'published' && receipt?.readVersion !== notice.version}
        />
      )}
      <div className="grid gap-(--gap)">
        {preview && <PreviewBanner preview={preview} />}
        <Card>
          <div className="grid gap-4">
            {isReader && <OwnBanner actor={actor} notice={notice} receipt={receipt} />}
            <NoticeText body={notice.body} />
            {notice.files.length > 0 && <Files notice={notice} base={base} />}
            {notice.expiresAt && (
              <p className="text-ink-2 text-sm">
                {t('expires', { date: when.day(addDays(dayIn(zone, notice.expiresAt), -1)) })}
              </p>
            )}
          </div>
        </Card>
        {versions.length > 1 && (
          <Changes
            versions={versions}
            isOpen={isReader && standingOf(notice, receipt ?? null) === 'toSign'}
          />
        )}
        {isReader && notice.isMustRead && <Signing actor={actor} notice={notice} receipt={receipt} />}
        {names && <AudienceCard notice={notice} names={names} />}
        {names && !counts && <Card title={t('reach.title')}>{t('reach.notDelivered')}</Card>}
        {counts && receipts && (
          <ReachCard
            actor={actor}
            notice={notice}
            counts={counts}
            page={receipts}
            list={list}
            params={{ list: params.list, unit: filter.unitId }}
            unit={filter.unitId && unitName ? { id: filter.unitId, label: unitName } : undefined}
            base={base}
          />
        )}
        {names && notice.state !== 'draft' && <VersionsCard actor={actor} versions={versions} />}
      </div>
    </>
  )
}
