import type { Robot } from '@/lib/robots/queries'
import { stateOf } from '@/lib/robots/rules'
import { useFormatter, useTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'
import { Icon } from '../ui/icon'
import { RobotVerbs } from './robot-verbs'

/** @param withUnit whether there are robots of several units to tell apart */
export function RobotList({ robots, now, withUnit }: { robots: Robot[]; now: Date; withUnit: boolean }) {
  const t = useTranslations('robots')
  return (
    <ul aria-label={t('caption')} className="divide-y divide-line not-first:border-line not-first:border-t">
      {robots.map(robot => (
        <li
          key={robot.id}
          className="grid items-start gap-x-6 gap-y-2 px-(--pad) py-3 min-[68rem]:grid-cols-[13rem_minmax(0,1fr)_auto]"
        >
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-semibold">{robot.name}</span>
              <StateBadge robot={robot} />
            </p>
            <p className="text-ink-2 text-sm">
              {[t(`vendors.${robot.vendor}`), withUnit && robot.unitName].filter(Boolean).join(' · ')}
            </p>
          </div>
          <div className="grid min-w-0 gap-1.5 text-sm">
            <p className="flex flex-wrap gap-1">
              {robot.topics.map(topic => (
                <Badge key={topic}>{t(`topics.${topic}`)}</Badge>
              ))}
            </p>
            <LastMessage robot={robot} now={now} />
            <LastTest robot={robot} now={now} />
          </div>
          <RobotVerbs robot={robot} />
        </li>
      ))}
    </ul>
  )
}

const looks = {
  on: { tone: 'ok', icon: 'circle-check' },
  off: { tone: 'mute', icon: 'player-pause' },
  broken: { tone: 'bad', icon: 'alert-triangle' },
} as const

function StateBadge({ robot }: { robot: Robot }) {
  const t = useTranslations('robots.states')
  const state = stateOf(robot)
  return <Badge {...looks[state]}>{t(state)}</Badge>
}

function LastMessage({ robot: { brokenAt, brokenReason, lastSentAt }, now }: { robot: Robot; now: Date }) {
  const t = useTranslations('robots')
  const format = useFormatter()
  const ago = (at: Date) => format.relativeTime(at, now)
  if (brokenAt)
    return (
      <p className="break-words text-bad-ink">
        {t('brokenSince', { when: ago(brokenAt), reason: brokenReason })}
      </p>
    )
  return lastSentAt && <p className="text-ink-2">{t('lastSent', { when: ago(lastSentAt) })}</p>
}

function LastTest({
  robot: { testAskedAt, testedAt, testAnswer, isTestGood },
  now,
}: {
  robot: Robot
  now: Date
}) {
  const t = useTranslations('robots')
  const format = useFormatter()
  if (testAskedAt && (!testedAt || testedAt < testAskedAt)) return <p>{t('testWaiting')}</p>
  if (!testedAt) return <p className="text-ink-3">{t('notTested')}</p>
  const when = format.relativeTime(testedAt, now)
  const icon = isTestGood ? 'circle-check' : 'circle-x'
  return (
    <p className={isTestGood ? 'text-ok-ink' : 'break-words text-bad-ink'}>
      <Icon name={icon} className="me-1 inline" />
      {isTestGood ? t('testGood', { when }) : t('testBad', { when, answer: testAnswer })}
    </p>
  )
}
