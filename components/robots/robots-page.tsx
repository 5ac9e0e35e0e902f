import { IconPlus, IconRobot } from '@tabler/icons-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { addRobot } from '@/lib/robots/actions'
import { listRobots, listUnitChoices } from '@/lib/robots/queries'
import { mayKeepRobots, topics, vendors } from '@/lib/robots/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { Breadcrumb } from '../ui/breadcrumb'
import { Card } from '../ui/card'
import { Dialog } from '../ui/dialog'
import { EmptyState } from '../ui/empty-state'
import { PageHeader } from '../ui/page-header'
import { RobotForm } from './robot-form'
import { RobotList } from './robot-list'
import { formWords, topicChoices } from './robot-verbs'

export async function robotsMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('robots'))('title') }
}

/** 群机器人: those of every unit for headquarters, those of the seat's units for a manager. */
export async function RobotsPage() {
  const found = await query(async (tx, actor) =>
    mayKeepRobots(actor)
      ? { actor, robots: await listRobots(tx), units: await listUnitChoices(tx, actor) }
      : undefined,
  )
  if (!found) notFound()
  const { actor, robots, units } = found
  const t = await getTranslations('robots')
  const settings = (await getTranslations('account.settings'))('title')
  const home = (await getTranslations('account.portals'))('hq')
  const isStore = actor.portal === 'store'
  const add = (
    <Dialog
      trigger={t('add')}
      variant="primary"
      icon={<IconPlus aria-hidden />}
      title={t('add')}
      detail={t('emptyDetail')}
    >
      <RobotForm
        action={addRobot}
        words={formWords(t, t('add'), t('added'))}
        units={units.map(unit => ({ value: unit.id, label: unit.name }))}
        vendors={vendors.map(value => ({ value, label: t(`vendors.${value}`) }))}
        name=""
        asksAddress
        topics={{ choices: topicChoices(t), chosen: [...topics] }}
      />
    </Dialog>
  )
  return (
    <>
      <Breadcrumb
        items={[
          isStore ? { label: settings, href: `${pathOfSeat(actor)}/settings` } : { label: home, href: '/hq' },
          { label: t('title') },
        ]}
      />
      <PageHeader title={t('title')} detail={t(isStore ? 'storeDetail' : 'detail')} actions={add} />
      <Live topics={['robot']} />
      <Card flush>
        {robots.length === 0 ? (
          <EmptyState
            icon={<IconRobot aria-hidden />}
            title={t('empty')}
            detail={t('emptyDetail')}
            action={add}
          />
        ) : (
          <RobotList robots={robots} now={actor.now} withUnit={units.length > 1} />
        )}
      </Card>
    </>
  )
}
