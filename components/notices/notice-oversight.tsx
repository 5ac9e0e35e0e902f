import type { Actor } from '@/lib/actor'
import type {
  AudienceNames,
  Notice,
  Preview,
  ReceiptCounts,
  ReceiptList,
  ReceiptRow,
  Version,
} from '@/lib/notices/queries'
import { receiptLists } from '@/lib/notices/queries'
import { mayDo } from '@/lib/notices/rules'
import type { Page } from '@/lib/paging'
import { getFormatter, getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'
import { Banner } from '../ui/banner'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import type { Picked } from '../ui/picker'
import { type SearchParams, withParams } from '../ui/search-params'
import { Stat } from '../ui/stat'
import { Table, Th } from '../ui/table'
import { Tabs } from '../ui/tabs'
import { ReceiptTableRows } from './notice-rows'
import { UnitFilter } from './unit-filter'
import { PublishButton, RemindButton, UnscheduleButton, WithdrawButton } from './verbs'

export async function NoticeVerbs({
  actor,
  notice,
  base,
  preview,
  isOut,
}: {
  actor: Actor
  notice: Notice
  base: string
  preview: Preview | undefined
  isOut: boolean
}) {
  const t = await getTranslations('notices')
  const may = (verb: Parameters<typeof mayDo>[0]) => mayDo(verb, actor, notice, actor.now)
  const isDraft = notice.state === 'draft'
  const of = {
    number: notice.number,
    revision: notice.revision,
    words: {
      publish: t('verbs.publish'),
      publishTitle: t('verbs.publishTitle'),
      publishDetail: t('verbs.publishDetail'),
      publishAt: t('verbs.publishAt'),
      publishAtHint: t('verbs.publishAtHint'),
      publishSubmit: t('verbs.publishSubmit'),
      unschedule: t('verbs.unschedule'),
      withdraw: t(isDraft ? 'verbs.discard' : 'verbs.withdraw'),
      withdrawTitle: t(isDraft ? 'verbs.discardTitle' : 'verbs.withdrawTitle'),
      withdrawDetail: t(isDraft ? 'verbs.discardDetail' : 'verbs.withdrawDetail'),
      withdrawReason: t('verbs.withdrawReason'),
      withdrawSubmit: t(isDraft ? 'verbs.discard' : 'verbs.withdrawSubmit'),
      published: t('verbs.done.publish'),
      unscheduled: t('verbs.done.unschedule'),
      withdrawn: t('verbs.done.withdraw'),
    },
  }
  return (
    <>
      {isOut && (
        <LinkButton icon={<Icon name="printer" />} href={`${base}/notices/${notice.number}/record`}>
          {t('verbs.record')}
        </LinkButton>
      )}
      {may('withdraw') && <WithdrawButton {...of} isDraft={isDraft} />}
      {may('unschedule') && <UnscheduleButton {...of} />}
      {may('change') && (
        <LinkButton href={`${base}/notices/${notice.number}/edit`}>{t('verbs.change')}</LinkButton>
      )}
      {may('revise') && (
        <LinkButton href={`${base}/notices/${notice.number}/edit`}>{t('verbs.revise')}</LinkButton>
      )}
      {may('publish') && <PublishButton {...of} reach={t('audience.preview', { n: preview?.people ?? 0 })} />}
    </>
  )
}

/** Whom it would reach now, said before it is published. */
export async function PreviewBanner({ preview }: { preview: Preview }) {
  const t = await getTranslations('notices.audience')
  const names = (await getFormatter()).list(preview.names, { style: 'narrow' })
  return (
    <Banner tone={preview.people === 0 ? 'warn' : 'info'} title={t('preview', { n: preview.people })}>
      {preview.people === 0
        ? t('nobody')
        : preview.people > preview.names.length
          ? t('previewMore', { names, n: preview.people })
          : t('previewNames', { names })}
    </Banner>
  )
}

export async function AudienceCard({ notice, names }: { notice: Notice; names: AudienceNames }) {
  const t = await getTranslations('notices.audience')
  const format = await getFormatter()
  const join = (parts: string[]) => format.list(parts, { style: 'narrow' })
  const parts = [
    names.units.length > 0 && t('units', { names: join(names.units.map(unit => unit.name)) }),
    notice.families.length > 0 && t('families', { names: join(notice.families) }),
    names.tags.length > 0 && t('tags', { names: join(names.tags) }),
    names.positions.length > 0 && t('positions', { names: join(names.positions) }),
    notice.arrivalDays !== null && t('days', { n: notice.arrivalDays }),
  ].filter(part => part !== false)
  return (
    <Card title={t('title')}>
      <p>{parts.length > 0 ? parts.join(' · ') : t('everybody')}</p>
      {notice.includesManagers && <p>{t(names.units.length > 0 ? 'managers' : 'allManagers')}</p>}
      <p className="mt-2 text-ink-2 text-sm">{t('later')}</p>
    </Card>
  )
}

/** 未读 / 已读未签 / 已签, by unit if wanted, with one press that reminds all who are left. */
export async function ReachCard({
  actor,
  notice,
  counts,
  page,
  list,
  params,
  unit,
  base,
}: {
  actor: Actor
  notice: Notice
  counts: ReceiptCounts
  page: Page<ReceiptRow>
  list: ReceiptList
  params: SearchParams
  unit: Picked | undefined
  base: string
}) {
  const t = await getTranslations('notices')
  const reader = await getTranslations('notices.reader')
  const when = await getWhen(actor.now)
  const total = counts.unread + counts.unsigned + counts.signed
  const percent = (n: number) =>
    total > 0 ? t('reach.percent', { n: Math.floor((n / total) * 100) }) : undefined
  const stamp = (at: string | null) => (at ? when.stamp(new Date(at)) : '—')
  const lists = receiptLists.filter(one => notice.isMustRead || one !== 'unsigned')
  const nameOf = (one: ReceiptList) =>
    t(`reach.lists.${one === 'signed' && !notice.isMustRead ? 'read' : one}`)
  const columns = notice.isMustRead
    ? list === 'signed'
      ? (['unit', 'read', 'signed', 'attempts'] as const)
      : (['unit', 'delivered', 'read', 'due', 'reminded'] as const)
    : (['unit', 'delivered', 'read', 'reminded'] as const)
  const labels = {
    unit: t('reach.unit'),
    delivered: t('reach.deliveredAt'),
    due: t('reach.dueOn'),
    read: t('reach.readAt'),
    signed: t('reach.signedAt'),
    attempts: t('reach.attempts'),
    reminded: t('reach.remindedAt'),
  }
  const mayRemind = mayDo('remind', actor, notice, actor.now)
  return (
    <Card
      flush
      title={t(actor.portal === 'store' ? 'list.team' : 'reach.title')}
      actions={
        mayRemind &&
        (counts.remindable > 0 ? (
          <RemindButton
            number={notice.number}
            unitId={unit?.id}
            texts={{
              submit: t('verbs.remind', { n: counts.remindable }),
              done: t('verbs.reminded', { n: counts.remindable }),
            }}
          />
        ) : (
          counts.remindedAt &&
          counts.unread + counts.unsigned > 0 && (
            <span className="num text-ink-3">
              {t('verbs.remindWait', { time: stamp(counts.remindedAt) })}
            </span>
          )
        ))
      }
    >
      <div className="grid gap-3 p-(--pad)">
        <div className="grid grid-cols-3 gap-3">
          <Stat label={t('reach.readers')} value={total} />
          <Stat
            label={t('reach.read')}
            value={total - counts.unread}
            detail={percent(total - counts.unread)}
          />
          {notice.isMustRead && (
            <Stat label={t('reach.signed')} value={counts.signed} detail={percent(counts.signed)} tone="ok" />
          )}
        </div>
        {actor.portal === 'hq' && actor.role !== 'executive' && (
          <UnitFilter
            url={`${base}/search/units`}
            chosen={unit}
            texts={{ label: t('reach.filterUnit'), placeholder: t('form.unitsPlaceholder') }}
          />
        )}
      </div>
      <div className="px-(--pad)">
        <Tabs
          label={t('reach.title')}
          items={lists.map(one => ({
            href: withParams(params, { list: one === 'unread' ? undefined : one }),
            label: nameOf(one),
            count: counts[one],
            current: one === list,
          }))}
        />
      </div>
      {page.rows.length === 0 ? (
        <EmptyState title={total === 0 ? t('reach.delivering') : t(`reach.empty.${list}`)} />
      ) : (
        <Table caption={nameOf(list)} stickyHead={false}>
          <thead>
            <tr>
              <Th>{t('reach.person')}</Th>
              {columns.map(column => (
                <Th key={column}>{labels[column]}</Th>
              ))}
            </tr>
          </thead>
          <ReceiptTableRows
            columns={columns}
            labels={labels}
            lines={page.rows.map(row => ({
              id: row.id,
              name: row.name,
              number: row.number ?? '',
              unit: row.unitName || '—',
              delivered: stamp(row.deliveredAt),
              due: row.dueOn ? when.day(row.dueOn) : '—',
              read: stamp(row.readAt),
              signed: stamp(row.signedAt),
              attempts: row.attempts > 0 ? t('reach.times', { n: row.attempts }) : '—',
              reminded: stamp(row.remindedAt),
            }))}
          />
        </Table>
      )}
      {(page.previous || page.next) && (
        <div className="flex justify-end gap-2 p-(--pad)" data-print="hide">
          {page.previous && (
            <LinkButton size="small" href={withParams(params, { before: page.previous })} rel="prev">
              {reader('newer')}
            </LinkButton>
          )}
          {page.next && (
            <LinkButton size="small" href={withParams(params, { after: page.next })} rel="next">
              {reader('older')}
            </LinkButton>
          )}
        </div>
      )}
    </Card>
  )
}

export async function VersionsCard({ actor, versions }: { actor: Actor; versions: Version[] }) {
  const t = await getTranslations('notices')
  const when = await getWhen(actor.now)
  return (
    <Card title={t('versions.title')}>
      <ol className="grid gap-2">
        {versions.map(version => (
          <li key={version.version} className="flex flex-wrap items-baseline gap-x-3">
            <span className="num font-semibold">{t('version', { n: version.version })}</span>
            <span className="num text-ink-2 text-sm">
              {when.stamp(new Date(version.at))} · {version.by}
            </span>
            <span className="text-ink-2 text-sm">
              {version.version === 1
                ? t('versions.first')
                : `${t(version.asksAgain ? 'versions.asked' : 'versions.stands')} · ${version.changeNote}`}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
