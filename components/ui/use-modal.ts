'use client'

import { type RefObject, useEffect, useRef } from 'react'

/** Shows a dialog while it is open, the first field focused; a press on the backdrop closes it, as Esc does natively. */
export function useModal(open = true): RefObject<HTMLDialogElement | null> {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    if (!dialog || !open) return
    const onClick = (event: MouseEvent) => {
      // the second press of a double click on what opened it falls beside it
      if (event.target === dialog && event.detail < 2) dialog.close()
    }
    dialog.addEventListener('click', onClick)
    dialog.showModal()
    dialog.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')?.focus()
    return () => dialog.removeEventListener('click', onClick)
  }, [open])
  return ref
}
