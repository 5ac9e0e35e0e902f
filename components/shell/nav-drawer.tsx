import { IconMenu2 } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Dialog } from '../ui/dialog'
import type { ShellWords } from './words'

/** The whole navigation behind one button, for screens without room for the rail. */
export function NavDrawer({ words, children }: { words: ShellWords; children: ReactNode }) {
  return (
    <Dialog
      trigger={<IconMenu2 aria-hidden />}
      triggerLabel={words.menu}
      triggerClass="text-md"
      variant="ghost"
      size="icon"
      shape="drawer"
      title={words.product}
    >
      {children}
    </Dialog>
  )
}
