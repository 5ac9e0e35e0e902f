import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** Label and value pairs. A hidden field says so with `value` = MaskedValue, never by being absent. */
export function DescList({
  items,
  columns = 2,
}: {
  /** `more` leads to what there is to know about the value, at the end of its line. */
  items: { label: string; value: ReactNode; more?: ReactNode }[]
  columns?: 1 | 2 | 3
}) {
  return (
    <dl
      className={clsx(
        'grid gap-x-6 gap-y-2',
        columns >= 2 && 'sm:grid-cols-2',
        columns === 3 && 'lg:grid-cols-3',
      )}
    >
      {items.map(item => (
        <div key={item.label} className="flex min-h-6 min-w-0 items-baseline gap-3">
          <dt className="w-24 shrink-0 text-ink-3">{item.label}</dt>
          <dd className="min-w-0 grow break-words">{item.value ?? '—'}</dd>
          {item.more && <dd className="shrink-0 self-start">{item.more}</dd>}
        </div>
      ))}
    </dl>
  )
}
