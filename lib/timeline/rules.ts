import type {
  attachments,
  comments,
  decisions,
  nudges,
  requestCopies,
  requestStages,
  requests,
  SummaryChange,
  tasks,
} from '@/db/schema/workflow'
import { expectedFinishes, isOpen, type Stage, type StageDuration, wayOf } from '../workflow/rules'

/**
 * A length of time in the largest unit that says enough: minutes, hours up to two days, then days. Always rounded down, whole
 * units that have passed or are left, so that nothing is said to be longer than it is; never less than a minute.
 */
export function spanOf(milliseconds: number): { unit: 'minutes' | 'hours' | 'days'; n: number } {
  const minutes = Math.max(1, Math.floor(Math.abs(milliseconds) / 60_000))
  if (minutes < 60) return { unit: 'minutes', n: minutes }
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? { unit: 'hours', n: hours } : { unit: 'days', n: Math.floor(hours / 24) }
}

export type TimelinePart = { userId: string; name: string; role: string | null; isDone: boolean }
export type TimelineGroup = { needed: number; people: TimelinePart[]; joined: TimelinePart[] }

/** One thing that happened, happens or is expected to happen, without words: the page gives it its text. */
export type TimelineEntry = {
  id: string
  what:
    | 'submitted'
    | 'approved'
    | 'rejected'
    | 'returned'
    | 'withdrawn'
    | 'cancelled'
    | 'joined'
    | 'delegated'
    | 'moved'
    | 'escalated'
    | 'commented'
    | 'nudged'
    | 'copied'
    | 'waiting'
    | 'revising'
    | 'expected'
    | 'effective'
  at?: Date
  stage?: { name: string; nameEn: string; position: number }
  by?: { userId: string | null; name: string; role: string | null }
  onBehalfOf?: string
  /** Of a task that moved: its holder is away, or the absence is over for which somebody stood in. */
  why?: 'away' | 'back'
  /** Whom it was handed to, or who was asked to join. */
  target?: string
  category?: string
  text?: string
  /** What a resubmission changed. */
  changes?: SummaryChange[]
  /** How long whoever decided had it, in milliseconds. */
  took?: number
  dueAt?: Date
  files?: { id: string; name: string; contentType: string; size: number }[]
  /** Several people: so many of those asked have to approve, and everybody who joined. */
  group?: TimelineGroup
  /** Of a round that was replaced when the request came back changed. */
  isSuperseded?: boolean
  expected?: { at: Date; n: number }
  readAt?: Date | null
}

export type CourseRows = {
  stages: Stage[]
  visits: Pick<
    typeof requestStages.$inferSelect,
    'id' | 'stageId' | 'position' | 'round' | 'enteredAt' | 'dueAt' | 'leftAt' | 'outcome'
  >[]
  tasks: Pick<
    typeof tasks.$inferSelect,
    | 'id'
    | 'requestStageId'
    | 'userId'
    | 'userName'
    | 'role'
    | 'origin'
    | 'onBehalfOfId'
    | 'onBehalfOfName'
    | 'createdAt'
    | 'dueAt'
    | 'closedAt'
    | 'closing'
  >[]
  decisions: Pick<
    typeof decisions.$inferSelect,
    | 'id'
    | 'requestStageId'
    | 'taskId'
    | 'verb'
    | 'category'
    | 'reason'
    | 'actorUserId'
    | 'actorName'
    | 'actorRole'
    | 'onBehalfOfName'
    | 'targetName'
    | 'changes'
    | 'decidedAt'
  >[]
  comments: Pick<typeof comments.$inferSelect, 'id' | 'authorUserId' | 'authorName' | 'body' | 'createdAt'>[]
  attachments: Pick<typeof attachments.$inferSelect, 'id' | 'commentId' | 'name' | 'contentType' | 'size'>[]
  nudges: Pick<typeof nudges.$inferSelect, 'id' | 'userId' | 'userName' | 'createdAt'>[]
  copies: Pick<typeof requestCopies.$inferSelect, 'userId' | 'userName' | 'createdAt' | 'readAt'>[]
  durations: StageDuration[]
}

type TimelineRequest = Pick<
  typeof requests.$inferSelect,
  'status' | 'facts' | 'stagePosition' | 'round' | 'applicantUserId' | 'applicantName'
>

const words: Record<string, TimelineEntry['what']> = {
  submit: 'submitted',
  approve: 'approved',
  reject: 'rejected',
  send_back: 'returned',
  delegate: 'delegated',
  join: 'joined',
  withdraw: 'withdrawn',
  cancel: 'cancelled',
}

/**
 * The whole course of a request as one list: what happened in the order of time, old rounds included, then who has it now,
 * then the stages to come with the days on which they are expected.
 */
export function timelineOf(request: TimelineRequest, course: CourseRows, now: Date): TimelineEntry[] {
  const happened = [
    ...decided(request, course),
    ...reassigned(course),
    ...course.comments.map(comment => ({
      id: comment.id,
      what: 'commented' as const,
      at: comment.createdAt,
      by: { userId: comment.authorUserId, name: comment.authorName, role: null },
      text: comment.body,
      files: course.attachments.filter(file => file.commentId === comment.id),
    })),
    ...course.nudges.map(nudge => ({
      id: nudge.id,
      what: 'nudged' as const,
      at: nudge.createdAt,
      by: { userId: nudge.userId, name: nudge.userName, role: null },
    })),
    ...course.copies.map(copy => ({
      id: `copy-${copy.userId}`,
      what: 'copied' as const,
      at: copy.createdAt,
      target: copy.userName,
      readAt: copy.readAt,
    })),
  ]
  // Stable: rows of one instant keep the order in which they were written.
  happened.sort((a, b) => a.at.getTime() - b.at.getTime())
  return [...happened, ...present(request, course, now), ...ahead(request, course, now)]
}

type Happened = TimelineEntry & { at: Date }

function decided(request: TimelineRequest, course: CourseRows): Happened[] {
  let submissions = 0
  return course.decisions.map(decision => {
    if (decision.verb === 'submit') submissions++
    const visit = course.visits.find(one => one.id === decision.requestStageId)
    const stage = visit && course.stages.find(one => one.id === visit.stageId)
    const task = course.tasks.find(one => one.id === decision.taskId)
    const round = decision.verb === 'submit' ? submissions : (visit?.round ?? request.round)
    const isReplaced = round < request.round && decision.verb !== 'send_back'
    return {
      id: decision.id,
      what: words[decision.verb] ?? 'approved',
      at: decision.decidedAt,
      by: { userId: decision.actorUserId, name: decision.actorName, role: decision.actorRole },
      ...(stage && { stage }),
      ...(decision.onBehalfOfName && { onBehalfOf: decision.onBehalfOfName }),
      ...(decision.targetName && { target: decision.targetName }),
      ...(decision.category && { category: decision.category }),
      ...(decision.reason && { text: decision.reason }),
      ...(decision.changes?.length && { changes: decision.changes }),
      ...(task && { took: decision.decidedAt.getTime() - task.createdAt.getTime() }),
      ...(decision.verb === 'approve' && visit && stage && groupOf(course, visit, stage)),
      ...(isReplaced && { isSuperseded: true }),
    }
  })
}

/** Tasks that moved by themselves: the approver's grant ended, they went away or came back, or the time limit passed. */
function reassigned(course: CourseRows): Happened[] {
  const handedOver = new Set(course.decisions.filter(one => one.verb === 'delegate').map(one => one.taskId))
  const moved = course.tasks
    .filter(task => task.closing === 'moved' && !handedOver.has(task.id))
    .map(task => ({ task, stoodIn: standInOf(course, task) }))
  const heirs = moved.map(({ stoodIn }) => stoodIn?.heir)
  const escalated = course.tasks.filter(task => task.origin === 'escalated' && !heirs.includes(task))
  return [
    ...moved.map(({ task, stoodIn }) => ({
      id: `moved-${task.id}`,
      what: 'moved' as const,
      at: task.closedAt ?? task.createdAt,
      by: { userId: task.userId, name: task.userName, role: task.role },
      ...(stoodIn && { why: stoodIn.why, target: stoodIn.heir.userName }),
    })),
    ...escalated.map(task => ({
      id: `escalated-${task.id}`,
      what: 'escalated' as const,
      at: task.createdAt,
      target: task.userName,
    })),
  ]
}

type CourseTask = CourseRows['tasks'][number]

/** Who got a moved task because its holder is away, or because whoever they stood in for is back or has somebody else for it now. */
function standInOf(
  course: CourseRows,
  task: CourseTask,
): { why: 'away' | 'back'; heir: CourseTask } | undefined {
  const heir = course.tasks.find(
    one =>
      one.requestStageId === task.requestStageId &&
      one.createdAt.getTime() === task.closedAt?.getTime() &&
      [one.userId, one.onBehalfOfId].includes(task.onBehalfOfId ?? task.userId),
  )
  return heir && { why: task.onBehalfOfId ? 'back' : 'away', heir }
}

function present(request: TimelineRequest, course: CourseRows, now: Date): TimelineEntry[] {
  if (request.status === 'returned') {
    const back = course.decisions.findLast(one => one.verb === 'send_back')
    const by = { userId: request.applicantUserId, name: request.applicantName, role: null }
    return [{ id: 'revising', what: 'revising', by, ...(back && { at: back.decidedAt }) }]
  }
  const visit = course.visits.find(one => one.leftAt === null)
  const stage = visit && course.stages.find(one => one.id === visit.stageId)
  if (request.status !== 'in_progress' || !visit || !stage) return []
  const holders = course.tasks.filter(task => task.requestStageId === visit.id && !task.closedAt)
  const [first, ...others] = holders
  const since = new Date(Math.min(...holders.map(task => task.createdAt.getTime()), now.getTime()))
  const group = groupOf(course, visit, stage)
  return [
    {
      id: visit.id,
      what: 'waiting',
      at: since,
      stage,
      dueAt: visit.dueAt,
      expected: finishesOf(request, course, visit.enteredAt, now)[0],
      ...(first && others.length === 0
        ? {
            by: { userId: first.userId, name: first.userName, role: first.role },
            ...(first.onBehalfOfName && { onBehalfOf: first.onBehalfOfName }),
          }
        : {}),
      ...group,
    },
  ]
}

function ahead(request: TimelineRequest, course: CourseRows, now: Date): TimelineEntry[] {
  const position = request.stagePosition
  if (!isOpen(request)) return []
  const visit = course.visits.find(one => one.leftAt === null)
  const finishes = visit ? finishesOf(request, course, visit.enteredAt, now) : []
  return wayOf(course.stages, request.facts)
    .filter(stage => position === null || stage.position > position)
    .map(stage => ({
      id: stage.id,
      what: 'expected',
      stage,
      expected: finishes.find(one => one.position === stage.position),
    }))
}

function finishesOf(
  request: TimelineRequest,
  course: CourseRows,
  enteredAt: Date,
  now: Date,
): { position: number; at: Date; n: number }[] {
  const remaining = wayOf(course.stages, request.facts).filter(
    stage => stage.position >= (request.stagePosition ?? 1),
  )
  return expectedFinishes(remaining, course.durations, enteredAt, now)
}

/** The people of a visit, when there is more than one of them. */
function groupOf(
  course: CourseRows,
  visit: CourseRows['visits'][number],
  stage: Stage,
): { group?: TimelineGroup } {
  const asked = course.tasks.filter(task => task.requestStageId === visit.id && task.closing !== 'moved')
  if (asked.length < 2) return {}
  const part = (task: (typeof asked)[number]): TimelinePart => ({
    userId: task.userId,
    name: task.userName,
    role: task.role,
    isDone: task.closing === 'decided',
  })
  const people = asked.filter(task => task.origin !== 'joined').map(part)
  return {
    group: {
      needed: stage.mode === 'any' ? Math.min(people.length, 1) : people.length,
      people,
      joined: asked.filter(task => task.origin === 'joined').map(part),
    },
  }
}
