import { getLocale } from 'next-intl/server'
import { isManager } from '@/lib/account/rules'
import type { Actor } from '@/lib/actor'
import { dayIn, soonIn, zone } from '@/lib/clock'
import type { RequestView } from '@/lib/requests/queries'
import { isPicture, type Saying } from '@/lib/requests/rules'
import type { TimelineEntry } from '@/lib/timeline/rules'
import { getFormatter, getTranslations } from '@/lib/translations'
import { roleWord } from '../account/roles'
import type { Owner } from '../ui/avatar'
import { Card } from '../ui/card'
import { Icon } from '../ui/icon'
import { Timeline, type TimelineNode, type TimelinePerson } from '../ui/timeline'
import type { TimelineState } from '../ui/timeline-mark'
import { NudgeButton } from './nudge-button'
import { getWhen, type When } from './when'

/** 流程: what happened, who has it, what comes when; nothing in it can be edited. */
export async function Course({
  actor,
  view,
  saying,
  base,
}: {
  actor: Actor
  view: RequestView
  saying: Saying
  base: string
}) {
  const t = await getTranslations('requests.course')
  const r = await getTranslations('requests')
  const when = await getWhen(actor.now)
  const toNode = await nodeMaker(actor, view, when, base)
  const lastSubmission = view.timeline.findLast(entry => entry.what === 'submitted')
  const said = [
    saying.said,
    saying.short && t('short', { reason: saying.short }),
    saying.backDated && t('backDated', { reason: saying.backDated }),
  ]
    .filter(Boolean)
    .join('\n')
  const nodes = view.timeline.map(entry => ({
    ...toNode(entry),
    // What the request says today was said with its last submission.
    ...(entry === lastSubmission && said && { comment: said }),
  }))
  const takesEffect = effective(view, saying.effectiveOn, actor, t, when)
  // what was said once it held stands after that, and what it rests on before, also where it was entered late
  const begins =
    takesEffect?.state === 'done'
      ? view.timeline.findLastIndex(
          ({ what, at }) => states[what] !== 'note' || (at && dayIn(zone, at) < saying.effectiveOn),
        ) + 1
      : nodes.length
  const samples = Math.min(
    ...view.timeline.flatMap(entry => (entry.expected ? [entry.expected.n] : [])),
    Number.POSITIVE_INFINITY,
  )
  return (
    <Card
      title={t('title')}
      actions={
        view.verbs.includes('nudge') && (
          <NudgeButton
            number={view.request.number}
            icon={<Icon name="bell-ringing" />}
            texts={{ submit: r('actions.nudge'), done: r('done.nudge') }}
            wait={
              view.nudgeWait &&
              r(view.nudgeWait.isAgain ? 'nudgeAgainAt' : 'nudgeAt', {
                time: soonIn(zone, view.nudgeWait.until, actor.now),
              })
            }
          />
        )
      }
      footer={
        (Number.isFinite(samples) || view.copies.length > 0) && (
          <>
            {Number.isFinite(samples) && <p>{samples > 0 ? t('medians', { n: samples }) : t('limits')}</p>}
            {view.copies.length > 0 && (
              <p>
                {t('copies')}:{' '}
                {view.copies.map(copy => t(copy.readAt ? 'read' : 'unread', { name: copy.name })).join(' · ')}
              </p>
            )}
          </>
        )
      }
    >
      <Timeline label={t('title')} nodes={takesEffect ? nodes.toSpliced(begins, 0, takesEffect) : nodes} />
    </Card>
  )
}

const states: Record<TimelineEntry['what'], TimelineState> = {
  submitted: 'done',
  approved: 'done',
  rejected: 'rejected',
  returned: 'returned',
  withdrawn: 'withdrawn',
  cancelled: 'cancelled',
  joined: 'note',
  delegated: 'note',
  moved: 'note',
  escalated: 'note',
  commented: 'note',
  nudged: 'note',
  copied: 'note',
  waiting: 'current',
  revising: 'current',
  expected: 'future',
  effective: 'future',
}

async function nodeMaker(
  actor: Actor,
  view: RequestView,
  when: When,
  base: string,
): Promise<(entry: TimelineEntry) => TimelineNode> {
  const t = await getTranslations('requests.course')
  const r = await getTranslations('requests')
  const format = await getFormatter()
  const roles = await getTranslations('account.roles')
  const fields = await getTranslations('transfers.fields')
  const none = (await getTranslations('transfers.diff'))('none')
  const isEnglish = (await getLocale()) === 'en'
  const person = (by: { name: string; role: string | null }): TimelinePerson => {
    const role = by.role && by.role !== 'employee' ? roleWord(roles, by.role) : undefined
    return { name: by.name, owner: ownerOf(by.role), ...(role && { role }) }
  }
  const submissions = view.timeline.filter(entry => entry.what === 'submitted')
  const titleOf = (entry: TimelineEntry): string => {
    const stage = entry.stage && (isEnglish ? entry.stage.nameEn : entry.stage.name)
    switch (entry.what) {
      case 'submitted':
        return t(entry === submissions[0] ? 'submitted' : 'resubmitted')
      case 'waiting':
      case 'expected':
        return stage ?? ''
      case 'joined':
      case 'delegated':
      case 'escalated':
      case 'copied':
        return t(entry.what, { name: entry.target ?? '' })
      case 'rejected': {
        const action = t(entry.by?.userId === view.request.employeeUserId ? 'declined' : 'rejected')
        return stage ? t('stageAction', { stage, action }) : action
      }
      case 'approved':
      case 'returned':
        return stage ? t('stageAction', { stage, action: t(entry.what) }) : t(entry.what)
      default:
        return t(entry.what)
    }
  }
  return entry => {
    const left = entry.dueAt && entry.dueAt.getTime() - actor.now.getTime()
    const names = view.forecast.find(stage => stage.position === entry.stage?.position)?.people ?? []
    const mine =
      entry.what === 'waiting'
        ? view.verbs.includes('reject')
        : entry.what === 'revising' && entry.by?.userId === actor.userId
    return {
      id: entry.id,
      state: states[entry.what],
      title: titleOf(entry),
      you: mine,
      ...(entry.by && entry.what !== 'moved' && { person: person(entry.by) }),
      ...(entry.what === 'expected' &&
        (names.length > 0
          ? { person: { name: format.list(names.slice(0, 3), { style: 'narrow' }) } }
          : { comment: t('nobody') })),
      ...(entry.onBehalfOf && { onBehalfOf: entry.onBehalfOf }),
      ...(entry.at && { at: when.stamp(entry.at) }),
      ...(entry.took !== undefined && { elapsed: when.span(entry.took) }),
      ...(left !== undefined && { remaining: when.span(left), overdue: left < 0 }),
      ...(entry.expected && entry.what === 'expected' && { expected: when.day(entry.expected.at) }),
      ...(entry.text && { comment: entry.text }),
      ...(entry.changes && {
        changes: fieldNames.flatMap(name => {
          const change = entry.changes?.find(one => one.field === name)
          return change ? [{ label: fields(name), from: change.from || none, to: change.to || none }] : []
        }),
      }),
      ...(entry.what === 'moved' && {
        comment: entry.why
          ? t(`movedWhy.${entry.why}`, { name: entry.by?.name ?? '', to: entry.target ?? '' })
          : t('movedDetail', { name: entry.by?.name ?? '' }),
      }),
      ...(entry.category && { reason: r(`categories.${entry.category as 'other'}`) }),
      ...(entry.what === 'returned' && { returnsTo: t('submitted') }),
      ...(entry.isSuperseded && { superseded: true }),
      ...(entry.files?.length && {
        attachments: entry.files.map(file => ({
          name: file.name,
          href: `${base}/requests/${view.request.number}/attachments/${file.id}`,
          isPicture: isPicture(file.contentType),
          size: r(file.size < 1_000_000 ? 'size.kb' : 'size.mb', {
            n: file.size < 1_000_000 ? Math.ceil(file.size / 1000) : Math.round(file.size / 100_000) / 10,
          }),
        })),
      }),
      ...(entry.group && {
        group: {
          needed: entry.group.needed,
          people: entry.group.people.map(one => ({ ...person(one), decided: one.isDone })),
          required: entry.group.joined.map(one => ({ ...person(one), decided: one.isDone })),
        },
      }),
    }
  }
}

type CourseTexts = Awaited<ReturnType<typeof getTranslations<'requests.course'>>>

function effective(
  view: RequestView,
  effectiveOn: string,
  actor: Actor,
  t: CourseTexts,
  when: When,
): TimelineNode | undefined {
  const { status, lapsedOn } = view.request
  if (!effectiveOn) return undefined
  if (lapsedOn) return { id: 'effective', state: 'cancelled', title: t('lapsed'), at: when.day(lapsedOn) }
  if (status !== 'in_progress' && status !== 'returned' && status !== 'approved') return undefined
  const isOver = status === 'approved' && effectiveOn <= actor.today
  const at = `${when.day(effectiveOn)} 00:00`
  const person = { name: t('system') }
  return { id: 'effective', state: isOver ? 'done' : 'future', title: t('effective'), person, at }
}

/** What of a transfer's summary has a name of its own; the rest follows from it. */
const fieldNames = [
  'from',
  'to',
  'fromPosition',
  'toPosition',
  'effectiveOn',
  'endsOn',
  'fromEndsOn',
  'lastOn',
] as const

function ownerOf(title: string | null): Owner | undefined {
  if (!title) return undefined
  return isManager(title) ? 'store' : 'hq'
}
