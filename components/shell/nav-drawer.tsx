import type { ReactNode } from 'react'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import type { ShellWords } from './words'

/** The whole navigation behind one button, for screens without room for the rail. */
export function NavDrawer({ words, children }: { words: ShellWords; children: ReactNode }) {
  return (
    <Dialog
      trigger={<Icon name="menu-2" />}
      triggerLabel={words.menu}
      triggerClass="text-md"
      variant="ghost"
      size="square"
      shape="drawer"
      title={words.product}
    >
      {children}
    </Dialog>
  )
}
