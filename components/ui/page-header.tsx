import type { ReactNode } from 'react'
import { whole } from './whole'

/** The one h1 of a page, or the h2 of what stands beside it. `lead` stands before the title (an avatar), `badge` after it. */
export function PageHeader({
  level = 1,
  title,
  lead,
  badge,
  detail,
  actions,
}: {
  level?: 1 | 2
  title: ReactNode
  lead?: ReactNode
  badge?: ReactNode
  detail?: ReactNode
  actions?: ReactNode
}) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-x-4 gap-y-3 has-[.verb>[role=alert]:not(:empty)]:items-start dense:mb-3">
      <div className="flex min-w-0 items-center gap-3">
        {lead}
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Heading className="text-balance font-semibold text-xl">{title}</Heading>
            {badge}
          </div>
          {detail && <p className="mt-0.5 whitespace-pre-line text-ink-2 text-sm">{whole(detail)}</p>}
        </div>
      </div>
      {actions && (
        <div className="verbs flex flex-wrap items-center gap-2" data-print="hide">
          {actions}
        </div>
      )}
    </div>
  )
}
