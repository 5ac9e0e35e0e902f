'use client'

import { useWords } from './words'

/** In the headquarters shell it sits in the top bar; elsewhere and on phones above the page's header. Travels as data, drawn once. */
export function Breadcrumb({ items }: { items: { label: string; href?: string }[] }) {
  const { breadcrumb } = useWords()
  return (
    <nav aria-label={breadcrumb} className="in-bar mb-2 flex items-center text-sm" data-print="hide">
      <ol className="flex min-w-0 flex-wrap items-center gap-x-2">
        {items.map((item, index) => (
          <li key={item.label} className="flex min-w-0 items-center gap-2">
            {index > 0 && (
              <span className="text-ink-3" aria-hidden>
                /
              </span>
            )}
            {item.href ? (
              <a
                href={item.href}
                className="block min-h-6 truncate text-ink-2 leading-6 hover:text-ink hover:underline"
                title={item.label}
              >
                {item.label}
              </a>
            ) : (
              <span aria-current="page" className="truncate font-semibold" title={item.label}>
                {item.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
