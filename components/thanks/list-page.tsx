import { notFound } from 'next/navigation'
import { isId } from '@/lib/id'
import { nameAudience } from '@/lib/notices/queries'
import { textParam } from '@/lib/paging'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { listNotes, listUnthanked, noteLists } from '@/lib/thanks/queries'
import { mayHaveNotes, monthRange, seesUnthanked } from '@/lib/thanks/rules'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { InboxKeys } from '../ui/inbox-keys'
import { PageHeader } from '../ui/page-header'
import { type SearchParams, withParams } from '../ui/search-params'
import { Tabs } from '../ui/tabs'
import { NoteCards } from './note-cards'
import { noteLines } from './note-lines'
import { UnthankedTable } from './unthanked-table'
import { WallFilters } from './wall-filters'

const tabs = [...noteLists, 'unthanked'] as const
type Tab = (typeof tabs)[number]

/** 感谢与反馈 in every portal: what is shared, what the reader received and wrote; for HR and heads who was not thanked for long. */
export async function ThanksPage({ params }: { params: SearchParams }) {
  const unit = textParam(params.unit)
  const unitId = unit && isId(unit) ? unit : undefined
  const month = textParam(params.month)
  const view = await query(async (tx, actor) => {
    if (!mayHaveNotes(actor.role)) notFound()
    const first: Tab = actor.portal === 'me' || actor.role === 'specialist' ? 'received' : 'wall'
    const others = tabs.filter(
      one =>
        one !== first &&
        (one !== 'unthanked' || (seesUnthanked(actor.role) && actor.portal === 'hq')) &&
        (one !== 'wall' || actor.role !== 'specialist'),
    )
    const shown = [first, ...others]
    const tab = shown.find(one => one === params.tab) ?? first
    const isWide = actor.portal === 'hq' && (tab === 'wall' || tab === 'unthanked')
    const filter = {
      unitId: isWide ? unitId : undefined,
      month: tab === 'wall' && monthRange(month) ? month : undefined,
      after: textParam(params.after, 600),
      before: textParam(params.before, 600),
    }
    return {
      actor,
      tab,
      first,
      shown,
      filter,
      isWide,
      page: tab === 'unthanked' ? undefined : await listNotes(tx, actor, { ...filter, list: tab }),
      unthanked: tab === 'unthanked' ? await listUnthanked(tx, actor, filter.unitId) : undefined,
      unitName: filter.unitId
        ? (await nameAudience(tx, { unitIds: [filter.unitId], positionIds: [], tagIds: [] })).units[0]?.name
        : undefined,
    }
  })
  const { actor, tab, first, shown, filter, isWide, page, unthanked, unitName } = view
  const t = await getTranslations('thanks')
  const portals = await getTranslations('account.portals')
  const base = pathOfSeat(actor)
  const write = (
    <LinkButton variant="primary" icon={<Icon name="pencil-plus" />} href={`${base}/thanks/new`}>
      {t('form.title')}
    </LinkButton>
  )
  const isFiltered = Boolean(filter.unitId || filter.month)
  const kept = { tab: tab === first ? undefined : tab, unit: filter.unitId, month: filter.month }
  const empty = isFiltered ? 'filtered' : tab === 'unthanked' ? 'wall' : tab
  return (
    <InboxKeys>
      <Live topics={['note']} />
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title') },
        ]}
      />
      <PageHeader title={t('title')} detail={t('detail')} actions={write} />
      <Tabs
        label={t('lists.label')}
        items={shown.map(one => ({
          href: withParams({}, { tab: one === first ? undefined : one }),
          label: t(`lists.${one}`),
          current: one === tab,
        }))}
      />
      {isWide && (
        <WallFilters
          actor={actor}
          unit={filter.unitId && unitName ? { id: filter.unitId, label: unitName } : undefined}
          month={tab === 'wall' ? (filter.month ?? '') : undefined}
        />
      )}
      {unthanked && <UnthankedTable rows={unthanked} base={base} isFiltered={isFiltered} />}
      {page && (
        <Card flush>
          {page.rows.length === 0 ? (
            <EmptyState
              icon={<Icon name="heart" />}
              title={t(`empty.${empty}`)}
              detail={t(`empty.${empty}Detail`)}
              action={isFiltered ? undefined : write}
            />
          ) : (
            <NoteCards
              label={tab === 'wall' ? t('wall.label') : t(`list.${tab as 'received'}`)}
              lines={await noteLines(page.rows, actor)}
              isWall={tab === 'wall'}
            />
          )}
        </Card>
      )}
      {page && (page.previous || page.next) && (
        <div className="mt-3 flex justify-end gap-2">
          {page.previous && (
            <LinkButton href={withParams(kept, { before: page.previous })} rel="prev">
              {t('list.newer')}
            </LinkButton>
          )}
          {page.next && (
            <LinkButton href={withParams(kept, { after: page.next })} rel="next">
              {t('list.older')}
            </LinkButton>
          )}
        </div>
      )}
    </InboxKeys>
  )
}
