'use client'

import { clsx } from 'clsx'
import { createContext, type ReactNode, useContext, useId, useRef, useState } from 'react'
import { Button, type ButtonSize, type ButtonVariant } from './button'
import { Icon } from './icon'
import { useModal } from './use-modal'
import { useWords } from './words'

const CloseContext = createContext<(() => void) | undefined>(undefined)
const nothing = () => {}

/** Closes the dialog around the caller, for forms that are done or given up: what was typed is gone. */
export function useCloseDialog(): () => void {
  return useContext(CloseContext) ?? nothing
}

/** What ends a form: in a dialog with the way out beside it, and in sight however long the form is. */
export function FormActions({ wayOut, children }: { wayOut?: string | undefined; children: ReactNode }) {
  const words = useWords()
  const close = useContext(CloseContext)
  if (!close) return <div className="flex flex-wrap justify-end gap-2">{children}</div>
  return (
    <div className="sticky bottom-0 z-10 -mx-5 -mb-5 flex flex-wrap justify-end gap-2 bg-surface px-5 pt-1 pb-5 before:pointer-events-none before:absolute before:inset-x-0 before:bottom-full before:h-3 before:bg-linear-to-t before:from-surface before:to-transparent">
      <Button onClick={close}>{wayOut ?? words.cancel}</Button>
      {children}
    </div>
  )
}

const shapes = {
  center:
    'm-auto w-[min(32rem,calc(100vw-32px))] max-h-[min(46rem,90dvh)] rounded-lg max-sm:mb-0 max-sm:w-full max-sm:rounded-b-none',
  sheet: 'ms-auto me-0 my-0 h-dvh w-[min(30rem,100vw)]',
  drawer: 'me-auto ms-0 my-0 h-dvh w-[min(17rem,86vw)]',
}

/**
 * A button and what it opens. Native dialog: Esc closes, focus is kept inside and returns. What somebody has begun to type is there again
 * when they open it after Esc or a press beside it.
 */
export function Dialog({
  trigger,
  variant,
  size,
  icon,
  shortcut,
  triggerLabel,
  triggerClass,
  title,
  detail,
  shape = 'center',
  children,
}: {
  trigger: ReactNode
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: ReactNode
  shortcut?: string
  /** The name of a trigger that shows only an icon. */
  triggerLabel?: string
  triggerClass?: string
  title: string
  detail?: ReactNode
  shape?: keyof typeof shapes
  children: ReactNode
}) {
  const [state, setState] = useState<'closed' | 'open' | 'putAway'>('closed')
  return (
    <>
      <Button
        variant={variant}
        size={size}
        icon={icon}
        className={triggerClass}
        aria-label={triggerLabel}
        aria-haspopup="dialog"
        data-key={shortcut}
        onClick={event => {
          // a key or a finger presses it without giving it the focus, which then could not return to it
          if (document.activeElement === document.body) event.currentTarget.focus({ preventScroll: true })
          setState('open')
        }}
      >
        {trigger}
      </Button>
      {state !== 'closed' && (
        <Panel
          open={state === 'open'}
          title={title}
          detail={detail}
          shape={shape}
          onClose={keeps => setState(keeps ? 'putAway' : 'closed')}
        >
          {children}
        </Panel>
      )}
    </>
  )
}

/** What a dialog opens, for those that are opened by something else than a button of theirs. */
export function Panel({
  open,
  title,
  detail,
  shape,
  onClose,
  children,
}: {
  open: boolean
  title: string
  detail?: ReactNode
  shape: keyof typeof shapes
  onClose: (keeps: boolean) => void
  children: ReactNode
}) {
  const words = useWords()
  const id = useId()
  const dialog = useModal(open)
  const hasInput = useRef(false)
  const putAway = () => dialog.current?.close()
  const close = () => {
    hasInput.current = false
    // it may have been put away while the form was on its way
    if (dialog.current?.open) putAway()
    else onClose(false)
  }
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={detail ? `${id}-detail` : undefined}
      className={clsx(
        'overlay scroll-pb-20 overflow-y-auto border border-line bg-surface p-0 text-ink shadow-pop',
        shapes[shape],
      )}
      onInput={() => {
        hasInput.current = true
      }}
      onClose={() => onClose(hasInput.current)}
    >
      <div className="flex min-h-full flex-col">
        <div className="flex items-start justify-between gap-4 px-5 pt-4 pb-2">
          <div>
            <h2 id={`${id}-title`} className="font-semibold text-lg">
              {title}
            </h2>
            {detail && (
              <p id={`${id}-detail`} className="text-ink-2 text-sm">
                {detail}
              </p>
            )}
          </div>
          <Button variant="ghost" size="square" className="-me-2" aria-label={words.close} onClick={putAway}>
            <Icon name="x" />
          </Button>
        </div>
        <div className="grow px-5 pt-1 pb-5">
          <CloseContext value={close}>{children}</CloseContext>
        </div>
      </div>
    </dialog>
  )
}
