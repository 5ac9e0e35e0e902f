import { IconBell, IconFileDescription, IconHome, IconInbox, IconUser } from '@tabler/icons-react'
import { getTranslations } from 'next-intl/server'
import { commonFrame } from '@/components/account/frame'
import { MeShell } from '@/components/shell/me-shell'
import { getFrame } from '@/lib/account/queries'
import { query } from '@/lib/session'

export default async function MeLayout({ children }: LayoutProps<'/me'>) {
  const { actor, frame } = await query(async (tx, actor) => ({ actor, frame: await getFrame(tx, actor) }))
  const t = await getTranslations('account.nav')
  const nav = [
    {
      items: [
        { href: '/me', label: t('home'), icon: <IconHome aria-hidden />, exact: true },
        { href: '/me/requests', label: t('requests'), icon: <IconFileDescription aria-hidden /> },
        { href: '/me/inbox', label: t('inbox'), icon: <IconInbox aria-hidden />, count: frame.open },
        { href: '/me/notifications', label: t('notifications'), icon: <IconBell aria-hidden /> },
        { href: '/me/settings', label: t('mine'), icon: <IconUser aria-hidden /> },
      ],
    },
  ]
  return (
    <MeShell {...(await commonFrame(actor, frame))} nav={nav}>
      {children}
    </MeShell>
  )
}
