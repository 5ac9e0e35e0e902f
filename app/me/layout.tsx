import { commonFrame } from '@/components/account/frame'
import { LivePages } from '@/components/live/live-pages'
import { MeShell } from '@/components/shell/me-shell'
import type { NavGroup } from '@/components/shell/shell'
import { pack } from '@/components/ui/packed'
import { getFrame } from '@/lib/account/queries'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export default async function MeLayout({ children }: LayoutProps<'/me'>) {
  const { actor, frame } = await query(async (tx, actor) => ({ actor, frame: await getFrame(tx, actor) }))
  const t = await getTranslations('account.nav')
  const nav: NavGroup[] = [
    {
      items: [
        { href: '/me', label: t('home'), icon: 'home', exact: true },
        { href: '/me/requests', label: t('requests'), icon: 'requests' },
        { href: '/me/inbox', label: t('inbox'), icon: 'inbox', count: frame.open },
        { href: '/me/notifications', label: t('notifications'), icon: 'bell' },
        { href: '/me/settings', label: t('mine'), icon: 'person' },
      ],
    },
  ]
  const { data, ...parts } = await commonFrame(actor, frame)
  return (
    <MeShell {...parts} data={pack({ ...data, nav })}>
      <LivePages actor={actor} frame={frame} />
      {children}
    </MeShell>
  )
}
