import { clsx } from 'clsx'

/** A bar with its words above it; `owner="store"` hatches it. */
export function Meter({
  label,
  value,
  max = 100,
  detail,
  owner = 'hq',
}: {
  label: string
  value: number
  max?: number
  detail?: string
  owner?: 'hq' | 'store' | 'warn' | 'bad'
}) {
  const share = max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0
  const fill = { hq: 'bg-hq', store: 'bg-store hatch', warn: 'bg-warn', bad: 'bg-bad' }[owner]
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <span>{label}</span>
        <span className={clsx('num text-ink-2 text-sm', !detail && 'sr-only')}>
          {detail ?? `${Math.round(share)}%`}
        </span>
      </div>
      <div className="meter h-2 overflow-hidden rounded-full bg-surface-2" aria-hidden>
        <div className={clsx('h-full rounded-full', fill)} style={{ width: `${share}%` }} />
      </div>
    </div>
  )
}
