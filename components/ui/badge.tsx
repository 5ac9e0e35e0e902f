import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'

export type Tone = 'hq' | 'store' | 'ok' | 'warn' | 'bad' | 'info' | 'trip' | 'mute'

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
  icon?: IconName
  strike?: boolean
  children: ReactNode
}) {
  return (
    <span className={clsx('badge', look, tone, strike && 'line-through')}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  )
}
