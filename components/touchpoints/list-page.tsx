import { notFound } from 'next/navigation'
import { z } from 'zod'
import { nameAudience } from '@/lib/notices/queries'
import { choiceParam, textParam } from '@/lib/paging'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import {
  type DueList,
  dueLists,
  hasPeople,
  listContacts,
  listDues,
  listOwnTouchpoints,
} from '@/lib/touchpoints/queries'
import { oversees, setsRhythm } from '@/lib/touchpoints/rules'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { UnitFilter } from '../notices/unit-filter'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { ChoiceFilter } from '../ui/choice-filter'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { InboxKeys } from '../ui/inbox-keys'
import { PageHeader } from '../ui/page-header'
import { Pagination } from '../ui/pagination'
import { type SearchParams, withParams } from '../ui/search-params'
import { Tabs } from '../ui/tabs'
import { dueLines } from './due-lines'
import { DuesRows } from './dues-rows'
import { OwnTalks } from './own-talks'

const id = z.guid()

/** Who is owed a talk, whom nobody talked with for longest first; in an employee's own seat above it the talks with them. */
export async function TouchpointsPage({ params }: { params: SearchParams }) {
  const list: DueList = choiceParam(params.tab, dueLists)
  const view = await query(async (tx, actor) => {
    const isWide = oversees(actor.role)
    const filter = {
      list,
      unitId: isWide ? id.safeParse(params.unit).data : undefined,
      contactUserId: isWide ? id.safeParse(params.contact).data : undefined,
      after: textParam(params.after, 600),
      before: textParam(params.before, 600),
    }
    const has = isWide || (await hasPeople(tx))
    if (!has && actor.portal !== 'me') notFound()
    return {
      actor,
      isWide,
      filter,
      page: has ? await listDues(tx, actor, filter) : undefined,
      contacts: isWide ? await listContacts(tx) : [],
      own: actor.portal === 'me' ? await listOwnTouchpoints(tx, actor) : undefined,
      unitName: filter.unitId
        ? (await nameAudience(tx, { unitIds: [filter.unitId], positionIds: [], tagIds: [] })).units[0]?.name
        : undefined,
    }
  })
  const { actor, isWide, filter, page, contacts, own, unitName } = view
  const t = await getTranslations('touchpoints')
  const portals = await getTranslations('account.portals')
  const kept = {
    tab: list === 'overdue' ? undefined : list,
    unit: filter.unitId,
    contact: filter.contactUserId,
  }
  return (
    <InboxKeys>
      <Live topics={['touchpoint']} />
      <Breadcrumb
        items={[{ label: portals(actor.portal), href: pathOfSeat(actor) }, { label: t('title') }]}
      />
      <PageHeader
        title={own ? t('own.title') : t('title')}
        detail={own ? t('own.detail') : t('detail')}
        actions={
          setsRhythm(actor.role) && <LinkButton href="/hq/touchpoints/rhythm">{t('rhythm.link')}</LinkButton>
        }
      />
      {own && <OwnTalks talks={own} />}
      {own && page && <h2 className="mt-6 mb-2 font-semibold text-lg">{t('own.people')}</h2>}
      {page && (
        <Tabs
          label={t('lists.label')}
          items={dueLists.map(one => ({
            href: withParams({ ...kept, tab: undefined }, { tab: one === 'overdue' ? undefined : one }),
            label: t(`lists.${one}`),
            count: page.counts[one],
            current: one === list,
          }))}
        />
      )}
      {isWide && (
        <div className="mb-3 flex flex-wrap gap-3">
          <UnitFilter
            url={`${pathOfSeat(actor)}/search/units?kind=store,region,department`}
            chosen={filter.unitId && unitName ? { id: filter.unitId, label: unitName } : undefined}
            texts={{ label: t('filters.unit'), placeholder: t('filters.unitPlaceholder') }}
          />
          <ChoiceFilter
            name="contact"
            chosen={filter.contactUserId ?? ''}
            options={contacts.map(one => ({ value: one.userId, label: `${one.name} · ${one.people}` }))}
            texts={{ label: t('filters.contact'), any: t('filters.anyContact') }}
          />
        </div>
      )}
      {page && (
        <Card flush>
          {page.rows.length === 0 ? (
            <EmptyState icon={<Icon name="phone" />} title={t('empty.title')} detail={t('empty.detail')} />
          ) : (
            <DuesRows label={t('table.label')} lines={await dueLines(page.rows, actor)} />
          )}
          <Pagination params={kept} total={page.counts[list]} previous={page.previous} next={page.next} />
        </Card>
      )}
    </InboxKeys>
  )
}
