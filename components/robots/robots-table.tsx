import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconPlayerPause } from '@tabler/icons-react'
import type { Robot } from '@/lib/robots/queries'
import { stateOf } from '@/lib/robots/rules'
import { useFormatter, useTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'
import { Table, Td, Th } from '../ui/table'
import { RobotVerbs } from './robot-verbs'

/** @param withUnit whether there are robots of several units to tell apart */
export function RobotsTable({ robots, now, withUnit }: { robots: Robot[]; now: Date; withUnit: boolean }) {
  const t = useTranslations('robots')
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          <Th>{t('columns.name')}</Th>
          {withUnit && <Th>{t('columns.unit')}</Th>}
          <Th>{t('columns.topics')}</Th>
          <Th>{t('columns.state')}</Th>
          <Th>{t('columns.test')}</Th>
          <Th />
        </tr>
      </thead>
      <tbody>
        {robots.map(robot => (
          <tr key={robot.id}>
            <Td>
              <span className="block font-medium">{robot.name}</span>
              <span className="text-ink-2 text-sm">{t(`vendors.${robot.vendor}`)}</span>
            </Td>
            {withUnit && <Td label={t('columns.unit')}>{robot.unitName}</Td>}
            <Td label={t('columns.topics')}>
              <span className="inline-flex flex-wrap gap-1">
                {robot.topics.map(topic => (
                  <Badge key={topic}>{t(`topics.${topic}`)}</Badge>
                ))}
              </span>
            </Td>
            <Td label={t('columns.state')}>
              <RobotStateCell robot={robot} now={now} />
            </Td>
            <Td label={t('columns.test')}>
              <TestCell robot={robot} now={now} />
            </Td>
            <Td>
              <RobotVerbs robot={robot} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function RobotStateCell({ robot, now }: { robot: Robot; now: Date }) {
  const t = useTranslations('robots')
  const format = useFormatter()
  const state = stateOf(robot)
  const look = {
    on: { tone: 'ok', icon: IconCircleCheck },
    off: { tone: 'mute', icon: IconPlayerPause },
    broken: { tone: 'bad', icon: IconAlertTriangle },
  } as const
  const { tone, icon: Icon } = look[state]
  const said =
    robot.brokenAt && state === 'broken'
      ? t('brokenSince', { when: format.relativeTime(robot.brokenAt, now), reason: robot.brokenReason })
      : robot.lastSentAt && t('lastSent', { when: format.relativeTime(robot.lastSentAt, now) })
  return (
    <>
      <Badge tone={tone} icon={<Icon aria-hidden />}>
        {t(`states.${state}`)}
      </Badge>
      {said && <span className="block break-words text-ink-2 text-sm">{said}</span>}
    </>
  )
}

function TestCell({
  robot: { testAskedAt, testedAt, testAnswer, isTestGood },
  now,
}: {
  robot: Robot
  now: Date
}) {
  const t = useTranslations('robots')
  const format = useFormatter()
  if (testAskedAt && (!testedAt || testedAt < testAskedAt)) return t('testWaiting')
  if (!testedAt) return <span className="text-ink-3">{t('notTested')}</span>
  const when = format.relativeTime(testedAt, now)
  const Icon = isTestGood ? IconCircleCheck : IconCircleX
  return (
    <span className={isTestGood ? 'text-ok-ink' : 'text-bad-ink'}>
      <Icon className="me-1 inline" aria-hidden />
      {isTestGood ? t('testGood', { when }) : t('testBad', { when, answer: testAnswer })}
    </span>
  )
}
