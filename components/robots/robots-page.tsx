import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { pageLinks, pageParam, textParam } from '@/lib/paging'
import { addRobot } from '@/lib/robots/actions'
import { listOwnUnits, listRobots, robotsPerPage } from '@/lib/robots/queries'
import { mayKeepRobots, topics, vendors } from '@/lib/robots/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations, useTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Dialog } from '../ui/dialog'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { PageHeader } from '../ui/page-header'
import { Pagination } from '../ui/pagination'
import { QueryStrip } from '../ui/query-strip'
import type { SearchParams } from '../ui/search-params'
import { RobotForm } from './robot-form'
import { RobotList } from './robot-list'
import { formWords, topicChoices } from './robot-verbs'

export async function robotsMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('robots'))('title') }
}

/** 群机器人: those of every unit for headquarters, those of the seat's units for a manager. */
export async function RobotsPage({ params }: { params: SearchParams }) {
  const filter = { q: textParam(params.q, 40), page: pageParam(params) }
  const found = await query(async (tx, actor) => {
    if (!mayKeepRobots(actor)) return undefined
    const units = actor.portal === 'store' ? await listOwnUnits(tx) : undefined
    return { actor, units, ...(await listRobots(tx, filter)) }
  })
  if (!found) notFound()
  const { actor, units, robots, total } = found
  const t = await getTranslations('robots')
  const base = pathOfSeat(actor)
  const start = units
    ? { label: (await getTranslations('account.settings'))('title'), href: `${base}/settings` }
    : { label: (await getTranslations('account.portals'))('hq'), href: base }
  const add = <AddRobot units={units} />
  return (
    <>
      <Breadcrumb items={[start, { label: t('title') }]} />
      <PageHeader title={t('title')} detail={t(units ? 'storeDetail' : 'detail')} actions={add} />
      <Live topics={['robot']} />
      <Card flush>
        {!units && <QueryStrip params={params} placeholder={t('search')} resetHref={`${base}/robots`} />}
        {robots.length > 0 ? (
          <RobotList robots={robots} now={actor.now} withUnit={units?.length !== 1} />
        ) : (
          <EmptyState
            icon={<Icon name="robot" />}
            title={t(filter.q ? 'notFound' : 'empty')}
            detail={t(filter.q ? 'notFoundDetail' : 'emptyDetail')}
            action={filter.q ? <LinkButton href={`${base}/robots`}>{t('showAll')}</LinkButton> : add}
          />
        )}
        <Pagination params={params} total={total} {...pageLinks(filter.page, robotsPerPage, total)} />
      </Card>
    </>
  )
}

/** @param units of a manager's seat; headquarters looks for one among all */
function AddRobot({ units }: { units: { id: string; name: string }[] | undefined }) {
  const t = useTranslations('robots')
  return (
    <Dialog
      trigger={t('add')}
      variant="primary"
      icon={<Icon name="plus" />}
      title={t('add')}
      detail={t('emptyDetail')}
    >
      <RobotForm
        action={addRobot}
        words={formWords(t, t('add'), t('added'))}
        units={units?.map(unit => ({ value: unit.id, label: unit.name }))}
        unitsUrl={units ? undefined : '/hq/search/units'}
        vendors={vendors.map(value => ({ value, label: t(`vendors.${value}`) }))}
        name=""
        asksAddress
        topics={{ choices: topicChoices(t), chosen: [...topics] }}
      />
    </Dialog>
  )
}
