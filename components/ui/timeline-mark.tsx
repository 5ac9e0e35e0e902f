import { clsx } from 'clsx'
import { Icon, type IconName } from './icon'

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

const marks: Record<TimelineState, { look: string; icon?: IconName }> = {
  done: { look: 'border-ok bg-ok text-on-solid', icon: 'check' },
  current: { look: 'border-hq bg-hq text-on-solid', icon: 'loader' },
  future: { look: 'border-line-strong bg-surface' },
  note: { look: 'border-line-strong bg-surface text-ink-3', icon: 'message' },
  returned: { look: 'border-warn bg-warn-soft text-warn-ink', icon: 'arrow-back-up' },
  rejected: { look: 'border-bad bg-bad text-on-solid', icon: 'x' },
  withdrawn: { look: 'border-line-strong bg-surface-2 text-ink-3', icon: 'ban' },
  cancelled: { look: 'border-line-strong bg-surface-2 text-ink-3', icon: 'ban' },
  skipped: { look: 'border-line-strong bg-surface text-ink-3', icon: 'player-skip-forward' },
}

export function TimelineMark({ state, faded = false }: { state: TimelineState; faded?: boolean }) {
  const { look, icon } = marks[state]
  return (
    <span
      className={clsx(
        'grid size-6 shrink-0 place-items-center rounded-full border text-xs',
        look,
        faded && 'opacity-50',
      )}
      aria-hidden
    >
      {icon ? <Icon name={icon} /> : <span className="size-3 rounded-full border border-line-strong" />}
    </span>
  )
}
