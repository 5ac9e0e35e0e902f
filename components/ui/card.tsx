import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** `flush` leaves the padding to the content (tables, lists that touch the edges). */
export function Card({
  title,
  actions,
  footer,
  flush = false,
  className,
  id,
  children,
}: {
  title?: ReactNode
  actions?: ReactNode
  footer?: ReactNode
  flush?: boolean
  className?: string
  id?: string
  children?: ReactNode
}) {
  return (
    <section
      id={id}
      className={clsx('card min-w-0 rounded-md border border-line bg-surface touch:rounded-lg', className)}
    >
      {(title || actions) && (
        <header className="flex min-h-10 flex-wrap items-center justify-between gap-x-3 gap-y-1 border-line border-b px-(--pad) py-1.5">
          <h2 className="font-semibold text-base">{title}</h2>
          {actions && <div className="flex flex-wrap items-center gap-2 text-sm">{actions}</div>}
        </header>
      )}
      {flush ? children : <div className="p-(--pad)">{children}</div>}
      {footer && (
        <footer className="border-line border-t px-(--pad) py-2 text-ink-2 text-sm">{footer}</footer>
      )}
    </section>
  )
}
