import type { ReactNode } from 'react'

/** What this is, why it is empty, and one thing to do. */
export function EmptyState({
  icon,
  title,
  detail,
  action,
}: {
  icon?: ReactNode
  title: string
  detail?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-1.5 px-6 py-10 text-center">
      {icon && (
        <span className="mb-1 grid size-11 place-items-center rounded-full bg-surface-2 text-ink-3 text-lg">
          {icon}
        </span>
      )}
      <p className="font-semibold">{title}</p>
      {detail && <p className="text-ink-2 text-sm">{detail}</p>}
      {action && <div className="mt-2 flex gap-2">{action}</div>}
    </div>
  )
}
