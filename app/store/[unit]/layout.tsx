import {
  IconBell,
  IconFileDescription,
  IconHome,
  IconInbox,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react'
import { getFormatter, getTranslations } from 'next-intl/server'
import { commonFrame } from '@/components/account/frame'
import { StoreShell } from '@/components/shell/store-shell'
import { getFrame } from '@/lib/account/queries'
import { query } from '@/lib/session'

export default async function StoreLayout({ children }: LayoutProps<'/store/[unit]'>) {
  const { actor, frame } = await query(async (tx, actor) => ({ actor, frame: await getFrame(tx, actor) }))
  const t = await getTranslations('account.nav')
  const format = await getFormatter()
  const base = `/store/${actor.unitCode}`
  const nav = [
    {
      items: [
        { href: base, label: t('today'), icon: <IconHome aria-hidden />, exact: true },
        { href: `${base}/team`, label: t('team'), icon: <IconUsers aria-hidden /> },
        { href: `${base}/inbox`, label: t('inbox'), icon: <IconInbox aria-hidden />, count: frame.open },
        { href: `${base}/requests`, label: t('requests'), icon: <IconFileDescription aria-hidden /> },
        { href: `${base}/notifications`, label: t('notifications'), icon: <IconBell aria-hidden /> },
        { href: `${base}/settings`, label: t('settings'), icon: <IconSettings aria-hidden /> },
      ],
    },
  ]
  const day = format.dateTime(new Date(`${actor.today}T00:00:00Z`), {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  })
  return (
    <StoreShell {...(await commonFrame(actor, frame))} nav={nav} clock={day}>
      {children}
    </StoreShell>
  )
}
