import { commonFrame } from '@/components/account/frame'
import { LivePages } from '@/components/live/live-pages'
import type { NavGroup } from '@/components/shell/shell'
import { StoreShell } from '@/components/shell/store-shell'
import { pack } from '@/components/ui/packed'
import { getFrame } from '@/lib/account/queries'
import { query } from '@/lib/session'
import { getFormatter, getTranslations } from '@/lib/translations'

export default async function StoreLayout({ children }: LayoutProps<'/store/[unit]'>) {
  const { actor, frame } = await query(async (tx, actor) => ({ actor, frame: await getFrame(tx, actor) }))
  const t = await getTranslations('account.nav')
  const format = await getFormatter()
  const base = `/store/${actor.unitCode}`
  const nav: NavGroup[] = [
    {
      items: [
        { href: base, label: t('today'), icon: 'home', exact: true },
        { href: `${base}/team`, label: t('team'), icon: 'people' },
        { href: `${base}/roster`, label: t('roster'), icon: 'roster' },
        { href: `${base}/inbox`, label: t('inbox'), icon: 'inbox', count: frame.open },
        { href: `${base}/tickets`, label: t('tickets'), icon: 'tickets' },
        { href: `${base}/reports`, label: t('reports'), icon: 'reports' },
        { href: `${base}/requests`, label: t('requests'), icon: 'requests' },
        { href: `${base}/notices`, label: t('notices'), icon: 'notices' },
      ],
    },
  ]
  const { data, ...parts } = await commonFrame(actor, frame)
  // The bell and the person's menu lead there; the bar has no room for more.
  const besides = (['courses', 'thanks', 'notifications', 'robots', 'settings'] as const).map(place => ({
    href: `${base}/${place}`,
    label: t(place),
  }))
  const day = format.dateTime(new Date(`${actor.today}T00:00:00Z`), {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  })
  return (
    <StoreShell
      {...parts}
      data={pack({
        ...data,
        menu: [
          { href: `${base}/courses`, label: t('courses') },
          { href: `${base}/thanks`, label: t('thanks') },
          ...data.menu,
        ],
        entries: [...(data.entries ?? []), ...besides],
        nav,
      })}
      clock={day}
    >
      <LivePages actor={actor} frame={frame} />
      {children}
    </StoreShell>
  )
}
