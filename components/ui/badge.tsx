import { clsx } from 'clsx'
import type { ReactNode } from 'react'

export type Tone = 'hq' | 'store' | 'ok' | 'warn' | 'bad' | 'info' | 'trip' | 'mute'

const soft: Record<Tone, string> = {
  hq: 'bg-hq-soft text-hq-ink',
  store: 'bg-store-soft text-store-ink',
  ok: 'bg-ok-soft text-ok-ink',
  warn: 'bg-warn-soft text-warn-ink',
  bad: 'bg-bad-soft text-bad-ink',
  info: 'bg-info-soft text-info-ink',
  trip: 'bg-trip-soft text-trip-ink',
  mute: 'bg-surface-2 text-ink-2',
}
const solid: Record<Tone, string> = {
  hq: 'bg-hq text-on-solid',
  store: 'bg-store text-[oklch(.2_.02_255)]',
  ok: 'bg-ok text-on-solid',
  warn: 'bg-warn text-[oklch(.2_.02_255)]',
  bad: 'bg-bad text-on-solid',
  info: 'bg-info text-on-solid',
  trip: 'bg-trip text-on-solid',
  mute: 'bg-ink-3 text-on-solid',
}
const outline: Record<Tone, string> = {
  hq: 'border-hq text-hq-ink',
  store: 'border-store text-store-ink',
  ok: 'border-ok text-ok-ink',
  warn: 'border-warn text-warn-ink',
  bad: 'border-bad text-bad-ink',
  info: 'border-info text-info-ink',
  trip: 'border-trip text-trip-ink',
  mute: 'border-line-strong text-ink-2',
}

/** A small label. A status is never colour alone: give it an icon beside its word. */
export function Badge({
  tone = 'mute',
  look = 'soft',
  icon,
  strike = false,
  children,
}: {
  tone?: Tone
  look?: 'soft' | 'solid' | 'outline'
  icon?: ReactNode
  strike?: boolean
  children: ReactNode
}) {
  return (
    <span
      className={clsx(
        'badge inline-flex min-h-[22px] items-center gap-1 whitespace-nowrap rounded-xs px-1.5 align-middle text-xs',
        look === 'soft' && soft[tone],
        look === 'solid' && solid[tone],
        look === 'outline' && ['border bg-surface', outline[tone]],
        strike && 'line-through',
      )}
    >
      {icon}
      {children}
    </span>
  )
}
