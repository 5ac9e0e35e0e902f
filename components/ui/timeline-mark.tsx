import {
  IconArrowBackUp,
  IconBan,
  IconCheck,
  IconLoader,
  IconMessage,
  IconPlayerSkipForward,
  IconX,
} from '@tabler/icons-react'
import { clsx } from 'clsx'
import type { ComponentType } from 'react'

export type TimelineState =
  | 'done'
  | 'current'
  | 'future'
  | 'note'
  | 'returned'
  | 'rejected'
  | 'withdrawn'
  | 'cancelled'
  | 'skipped'

const marks: Record<TimelineState, { look: string; icon?: ComponentType<{ 'aria-hidden': true }> }> = {
  done: { look: 'border-ok bg-ok text-on-solid', icon: IconCheck },
  current: { look: 'border-hq bg-hq text-on-solid', icon: IconLoader },
  future: { look: 'border-line-strong bg-surface' },
  note: { look: 'border-line-strong bg-surface text-ink-3', icon: IconMessage },
  returned: { look: 'border-warn bg-warn-soft text-warn-ink', icon: IconArrowBackUp },
  rejected: { look: 'border-bad bg-bad text-on-solid', icon: IconX },
  withdrawn: { look: 'border-line-strong bg-surface-2 text-ink-3', icon: IconBan },
  cancelled: { look: 'border-line-strong bg-surface-2 text-ink-3', icon: IconBan },
  skipped: { look: 'border-line-strong bg-surface text-ink-3', icon: IconPlayerSkipForward },
}

export function TimelineMark({ state, faded = false }: { state: TimelineState; faded?: boolean }) {
  const { look, icon: Icon } = marks[state]
  return (
    <span
      className={clsx(
        'grid size-6 shrink-0 place-items-center rounded-full border text-xs',
        look,
        faded && 'opacity-50',
      )}
      aria-hidden
    >
      {Icon ? <Icon aria-hidden /> : <span className="size-3 rounded-full border border-line-strong" />}
    </span>
  )
}
