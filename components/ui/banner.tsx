import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Icon } from './icon'
import { whole } from './whole'

const tones = {
  info: { look: 'border-info/40 bg-info-soft text-info-ink', icon: 'info-circle' },
  ok: { look: 'border-ok/40 bg-ok-soft text-ok-ink', icon: 'circle-check' },
  warn: { look: 'border-warn/60 bg-warn-soft text-warn-ink', icon: 'alert-triangle' },
  bad: { look: 'border-bad/40 bg-bad-soft text-bad-ink', icon: 'circle-x' },
} as const

/** A standing message inside a page. What happened, what was kept, what to do. */
export function Banner({
  tone = 'info',
  title,
  actions,
  children,
}: {
  tone?: keyof typeof tones
  title?: string
  actions?: ReactNode
  children?: ReactNode
}) {
  const { look, icon } = tones[tone]
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'note'}
      className={clsx('flex items-start gap-2.5 rounded-md border px-3 py-2', look)}
    >
      <Icon name={icon} className="mt-[0.15em]" />
      <div className="min-w-0 grow">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-sm">{whole(children)}</div>}
      </div>
      {actions && <div className="flex shrink-0 gap-2">{actions}</div>}
    </div>
  )
}
