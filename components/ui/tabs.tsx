'use client'

import { clsx } from 'clsx'

/**
 * Views of one page as links: each has an address, so the choice can be shared and survives a reload. `mark` says what is the matter
 * with one. They travel as data and are drawn once.
 */
export function Tabs({
  label,
  items,
}: {
  label: string
  items: { href: string; label: string; count?: number; current?: boolean; mark?: string | undefined }[]
}) {
  return (
    <nav aria-label={label} className="mb-3 overflow-x-auto border-line border-b" data-print="hide">
      <ul className="flex gap-1">
        {items.map(item => (
          <li key={item.href}>
            <a
              href={item.href}
              aria-current={item.current ? 'page' : undefined}
              className={clsx(
                '-mb-px flex min-h-9 items-center gap-1.5 whitespace-nowrap border-b-2 px-3 touch:min-h-12',
                item.current
                  ? 'border-hq font-semibold text-hq-ink'
                  : 'border-transparent text-ink-2 hover:border-line-strong hover:text-ink',
              )}
            >
              {item.label}
              {item.mark && (
                <span className="size-1.5 rounded-full bg-warn" role="img" aria-label={item.mark} />
              )}
              {item.count !== undefined && <span className="num text-xs">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
