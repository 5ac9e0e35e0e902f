import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { whole } from './whole'

/**
 * Label and value pairs. A hidden field says so with `value` = MaskedValue, never by being absent. Where there is more behind a value, a
 * phone has it below its label, so that a masked number and its button stay on one line.
 */
export function DescList({
  items,
  columns = 2,
}: {
  /** `more` leads to what there is to know about the value, at the end of its line. */
  items: { label: string; value: ReactNode; more?: ReactNode }[]
  columns?: 1 | 2 | 3
}) {
  const hasMore = items.some(item => Boolean(item.more))
  return (
    <dl
      className={clsx(
        'grid gap-x-6 gap-y-2',
        columns >= 2 && 'sm:grid-cols-2',
        columns === 3 && 'lg:grid-cols-3',
      )}
    >
      {items.map(item => (
        <div
          key={item.label}
          className={clsx(
            'flex min-h-6 min-w-0 items-baseline gap-3',
            hasMore && 'max-[30rem]:flex-wrap max-[30rem]:gap-y-0',
          )}
        >
          <dt className={clsx('w-24 shrink-0 text-ink-3', hasMore && 'max-[30rem]:w-full')}>{item.label}</dt>
          <dd className={clsx('min-w-0 grow break-words', hasMore && 'max-[30rem]:basis-0')}>
            {whole(item.value ?? '—')}
          </dd>
          {item.more && <dd className="shrink-0 self-start">{item.more}</dd>}
        </div>
      ))}
    </dl>
  )
}
