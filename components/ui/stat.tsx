import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Tone } from './badge'

const dots: Record<Tone, string> = {
  hq: 'bg-hq',
  store: 'bg-store',
  ok: 'bg-ok',
  warn: 'bg-warn',
  bad: 'bg-bad',
  info: 'bg-info',
  trip: 'bg-trip',
  mute: 'bg-ink-3',
}

/** One number that matters, with the line that makes it mean something. */
export function Stat({
  label,
  value,
  detail,
  tone,
  href,
  aside,
}: {
  label: string
  value: ReactNode
  detail?: ReactNode
  tone?: Tone
  href?: string
  /** A sparkline or badge at the upper right. */
  aside?: ReactNode
}) {
  const body = (
    <>
      <span className="flex items-center justify-between gap-2">
        <span className="flex items-center gap-2 text-ink-2 text-sm touch:text-base">
          {tone && <span className={clsx('size-2.5 shrink-0 rounded-full', dots[tone])} aria-hidden />}
          {label}
        </span>
        {aside}
      </span>
      <span className="num block font-semibold text-2xl">{value}</span>
      {detail && <span className="num block text-ink-2 text-sm">{detail}</span>}
    </>
  )
  const look = 'card block min-w-0 rounded-md border border-line bg-surface px-3 py-2.5'
  if (!href) return <div className={look}>{body}</div>
  return (
    <a href={href} className={clsx(look, 'hover:border-line-strong hover:bg-surface-2')}>
      {body}
    </a>
  )
}
