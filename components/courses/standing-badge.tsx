import type { Enrollment } from '@/lib/learning/queries'
import { progressOf, type Standing, standingOf } from '@/lib/learning/rules'
import { useTranslations } from '@/lib/translations'
import { Badge, type Tone } from '../ui/badge'
import type { IconName } from '../ui/icon'

const looks: Record<Standing, { tone: Tone; icon: IconName }> = {
  open: { tone: 'mute', icon: 'clock' },
  begun: { tone: 'hq', icon: 'hourglass' },
  overdue: { tone: 'bad', icon: 'clock-exclamation' },
  completed: { tone: 'ok', icon: 'check' },
  withdrawn: { tone: 'mute', icon: 'x' },
}

type Stands = Pick<Enrollment, 'status' | 'dueOn' | 'begunAt' | 'lessonsDone' | 'lessons'>

/** 未开始 · 进行中 n% · 已逾期 · 已学完 · 已收回: the same wherever somebody's course is named. */
export function StandingBadge({ of, today }: { of: Stands; today: string }) {
  const t = useTranslations('courses.standings')
  const standing = standingOf(of, today)
  return (
    <Badge {...looks[standing]} strike={standing === 'withdrawn'}>
      {t(standing)}
      {standing === 'begun' && <span className="num"> {progressOf(of)}%</span>}
    </Badge>
  )
}
