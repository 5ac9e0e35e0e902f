import { IconMenu2 } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Dialog } from '../ui/dialog'

/** The whole navigation behind one button, for screens without room for the rail. */
export function NavDrawer({ children }: { children: ReactNode }) {
  const t = useTranslations('shell')
  return (
    <Dialog
      trigger={<IconMenu2 aria-hidden />}
      triggerLabel={t('menu')}
      triggerClass="text-md"
      variant="ghost"
      size="icon"
      shape="drawer"
      title={t('product')}
    >
      {children}
    </Dialog>
  )
}
