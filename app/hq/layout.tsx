import { commonFrame } from '@/components/account/frame'
import { LivePages } from '@/components/live/live-pages'
import { HqShell } from '@/components/shell/hq-shell'
import { pack } from '@/components/ui/packed'
import { getFrame } from '@/lib/account/queries'
import { type HqPlace, hqGroups, hqPlaces, placesOf } from '@/lib/account/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export default async function HqLayout({ children }: LayoutProps<'/hq'>) {
  const { actor, frame } = await query(async (tx, actor) => ({ actor, frame: await getFrame(tx, actor) }))
  const t = await getTranslations('account.nav')
  const places = placesOf(actor.role)
  const item = (place: HqPlace) => ({
    href: hqPlaces[place],
    label: t(place),
    icon: place === 'notifications' ? ('bell' as const) : place,
    count: place === 'inbox' ? frame.open : undefined,
    exact: place === 'workbench',
  })
  const nav = Object.entries(hqGroups)
    .map(([group, members]) => ({
      label: t(`groups.${group as keyof typeof hqGroups}`),
      items: members.filter(place => places.includes(place)).map(item),
    }))
    .filter(group => group.items.length > 0)
  const { data, ...parts } = await commonFrame(actor, frame)
  return (
    <HqShell {...parts} data={pack({ ...data, nav, quick: places.slice(0, 5).map(item) })}>
      <LivePages actor={actor} frame={frame} />
      {children}
    </HqShell>
  )
}
