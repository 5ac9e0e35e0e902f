import type { ReactNode } from 'react'
import { Icon } from './icon'

/** A value that is masked (`reveal` offers to show it and leaves a trace) or hidden altogether, said aloud. */
export function MaskedValue({
  masked,
  reveal,
  hidden,
}: {
  masked?: string
  reveal?: ReactNode
  hidden?: string
}) {
  if (hidden) {
    return (
      <span className="inline-flex items-baseline gap-1 text-ink-3 [&>svg]:self-center">
        <Icon name="lock" />
        {hidden}
      </span>
    )
  }
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <span className="num tracking-wide">{masked}</span>
      {reveal}
    </span>
  )
}
