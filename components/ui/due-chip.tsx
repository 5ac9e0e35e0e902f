import { Badge, type Tone } from './badge'

export type DueLevel = 'overdue' | 'today' | 'soon' | 'later'

const tones: Record<DueLevel, Tone> = { overdue: 'bad', today: 'bad', soon: 'warn', later: 'mute' }

/** When something is due, in words: "今天 18:00 到期", "剩 2 天", "超时 3 小时". */
export function DueChip({ level, children }: { level: DueLevel; children: string }) {
  return (
    <Badge
      tone={tones[level]}
      icon={level === 'overdue' ? 'alert-triangle' : 'clock'}
      look={level === 'overdue' ? 'solid' : 'soft'}
    >
      <span className="num">{children}</span>
    </Badge>
  )
}
