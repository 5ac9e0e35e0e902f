import type {
  attachments,
  comments,
  decisions,
  nudges,
  RequestFacts,
  requestCopies,
  requestStages,
  requests,
  StageCondition,
  tasks,
} from '@/db/schema/workflow'

export const nudgeCoolDownHours = 4
/** Hours past the time limit after which a task is also given to the next person up. */
export const escalationHours = 24

export type Stage = {
  id: string
  position: number
  name: string
  nameEn: string
  approver: 'applicant' | 'role_at_home' | 'role_at_source' | 'role_at_receiving' | 'role_at_hq' | 'named'
  role: string | null
  namedUserId: string | null
  mode: 'any' | 'all'
  condition: StageCondition
  timeLimitHours: number
}

/** Whether a stage is part of the way that a request with these facts takes. */
export function applies(condition: StageCondition, facts: RequestFacts): boolean {
  if (condition.kinds && !condition.kinds.includes(facts.kind)) return false
  return condition.minLevel === undefined || (facts.level ?? 0) >= condition.minLevel
}

/** The stages that a request passes, in order. */
export function wayOf<S extends Pick<Stage, 'position' | 'condition'>>(
  stages: S[],
  facts: RequestFacts,
): S[] {
  return stages.filter(stage => applies(stage.condition, facts)).sort((a, b) => a.position - b.position)
}

/** The next stage on the way, or undefined when the request has passed them all. */
export function stageAfter<S extends Pick<Stage, 'position' | 'condition'>>(
  stages: S[],
  facts: RequestFacts,
  position: number,
): S | undefined {
  return wayOf(stages, facts).find(stage => stage.position > position)
}

export type TaskState = { origin: string; closing: string | null }

/**
 * Whether everybody needed has approved: one of those asked (any) or all of them (all), and whoever was asked to join.
 * @param tasks the tasks of this visit that are open or were decided with an approval
 */
export function isStageDone(mode: 'any' | 'all', tasks: TaskState[]): boolean {
  const joined = tasks.filter(task => task.origin === 'joined')
  const asked = tasks.filter(task => task.origin !== 'joined')
  const isDecided = (task: TaskState) => task.closing === 'decided'
  // Whoever it was escalated to decides in the place of those who are late.
  const isFromAbove = (task: TaskState) => task.origin === 'escalated'
  const first = asked.filter(task => !isFromAbove(task))
  const enough =
    asked.some(task => isFromAbove(task) && isDecided(task)) ||
    (mode === 'any' ? first.some(isDecided) : first.length > 0 && first.every(isDecided))
  return enough && joined.every(isDecided)
}

/** When a request may be nudged again; undefined: now. */
export function nudgeAllowedAt(lastNudge: Date | null, now: Date): Date | undefined {
  if (!lastNudge) return undefined
  const allowed = new Date(lastNudge.getTime() + nudgeCoolDownHours * 3_600_000)
  return allowed > now ? allowed : undefined
}

export type StageDuration = { position: number; seconds: number; n: number }

/** Fewer finished visits than this say too little about the next one. */
const enoughVisits = 5

/**
 * When each remaining stage is likely to be finished: medians of finished requests, or the stage's time limit where there are too few.
 * The present stage never counts as finished in the past.
 */
export function expectedFinishes(
  remaining: Pick<Stage, 'position' | 'timeLimitHours'>[],
  durations: StageDuration[],
  enteredAt: Date,
  now: Date,
): { position: number; at: Date; n: number }[] {
  let clock = enteredAt.getTime()
  return remaining.map((stage, index) => {
    const known = durations.find(
      duration => duration.position === stage.position && duration.n >= enoughVisits,
    )
    clock += (known?.seconds ?? stage.timeLimitHours * 3600) * 1000
    if (index === 0) clock = Math.max(clock, now.getTime() + 3_600_000)
    return { position: stage.position, at: new Date(clock), n: known?.n ?? 0 }
  })
}

export type RequestState = { status: string; applicantUserId: string; employeeUserId: string | null }

export function isOpen(request: Pick<RequestState, 'status'>): boolean {
  return request.status === 'in_progress' || request.status === 'returned'
}

/** The applicant may withdraw until the last decision; so may the person concerned. */
export function mayWithdraw(request: RequestState, userId: string): boolean {
  return isOpen(request) && (request.applicantUserId === userId || request.employeeUserId === userId)
}

export function mayRevise(request: RequestState, userId: string): boolean {
  return request.status === 'returned' && request.applicantUserId === userId
}

/** Whoever waits may ask for speed: the applicant, the person concerned and HR, but not somebody who holds it. */
export function mayNudge(
  request: RequestState,
  actor: { userId: string; role: string },
  holdsIt: boolean,
): boolean {
  const waits =
    request.applicantUserId === actor.userId || request.employeeUserId === actor.userId || actor.role === 'hr'
  return request.status === 'in_progress' && waits && !holdsIt
}

type Units = Pick<typeof requests.$inferSelect, 'homeUnitId' | 'sourceUnitId' | 'receivingUnitId'>

/** The unit whose role holders are asked in a stage; null where the stage asks headquarters or somebody by name. */
export function unitOf(request: Units, stage: Pick<Stage, 'approver'>): string | null {
  switch (stage.approver) {
    case 'role_at_home':
      return request.homeUnitId
    case 'role_at_source':
      return request.sourceUnitId
    case 'role_at_receiving':
      return request.receivingUnitId
    default:
      return null
  }
}

/** "3/5": the stage a request is in, counted along its own way; undefined once it is finished. */
export function progressOf(
  stages: Pick<Stage, 'position' | 'condition'>[],
  request: { facts: RequestFacts; stagePosition: number | null },
): { at: number; of: number } | undefined {
  if (request.stagePosition === null) return undefined
  const way = wayOf(stages, request.facts)
  return { at: way.findIndex(stage => stage.position === request.stagePosition) + 1, of: way.length }
}

export const requestVerbs = [
  'confirm',
  'approve',
  'sendBack',
  'reject',
  'join',
  'delegate',
  'revise',
  'withdraw',
  'nudge',
  'copy',
  'comment',
] as const
export type RequestVerb = (typeof requestVerbs)[number]

/** What somebody may do with a request now: the page draws these and no others, the commands refuse the rest. */
export function verbsOf(
  request: RequestState,
  actor: { userId: string; role: string },
  present: { stage: Pick<Stage, 'approver'> | undefined; holders: string[] },
): RequestVerb[] {
  if (actor.role === 'auditor' || actor.role === 'admin') return []
  const verbs: RequestVerb[] = []
  const holdsIt = present.holders.includes(actor.userId)
  if (holdsIt && request.status === 'in_progress') {
    const isOwnWord = present.stage?.approver === 'applicant' && request.employeeUserId !== null
    verbs.push(...(isOwnWord ? (['confirm'] as const) : (['approve', 'join', 'delegate'] as const)), 'reject')
    // Sending back to oneself would change nothing.
    if (request.applicantUserId !== actor.userId) verbs.push('sendBack')
  }
  if (mayRevise(request, actor.userId)) verbs.push('revise')
  if (mayWithdraw(request, actor.userId)) verbs.push('withdraw')
  if (mayNudge(request, actor, holdsIt)) verbs.push('nudge')
  if (
    holdsIt ||
    request.applicantUserId === actor.userId ||
    actor.role === 'hr' ||
    actor.role === 'executive'
  ) {
    verbs.push('copy')
  }
  return [...verbs, 'comment']
}

/** A length of time in the largest unit that says enough: minutes, hours up to two days, then days. */
export function spanOf(milliseconds: number): { unit: 'minutes' | 'hours' | 'days'; n: number } {
  const minutes = Math.max(1, Math.round(Math.abs(milliseconds) / 60_000))
  if (minutes < 60) return { unit: 'minutes', n: minutes }
  const hours = Math.round(minutes / 60)
  return hours < 48 ? { unit: 'hours', n: hours } : { unit: 'days', n: Math.round(hours / 24) }
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
  /** Whom it was handed to, or who was asked to join. */
  target?: string
  category?: string
  text?: string
  /** How long whoever decided had it, in milliseconds. */
  took?: number
  dueAt?: Date
  files?: { id: string; name: string; size: number }[]
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
    | 'decidedAt'
  >[]
  comments: Pick<typeof comments.$inferSelect, 'id' | 'authorUserId' | 'authorName' | 'body' | 'createdAt'>[]
  attachments: Pick<typeof attachments.$inferSelect, 'id' | 'commentId' | 'name' | 'size'>[]
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
      ...(task && { took: decision.decidedAt.getTime() - task.createdAt.getTime() }),
      ...(decision.verb === 'approve' && visit && stage && groupOf(course, visit, stage)),
      ...(isReplaced && { isSuperseded: true }),
    }
  })
}

/** Tasks that moved by themselves: the approver's grant ended, or the time limit passed. */
function reassigned(course: CourseRows): Happened[] {
  const handedOver = new Set(course.decisions.filter(one => one.verb === 'delegate').map(one => one.taskId))
  const moved = course.tasks.filter(task => task.closing === 'moved' && !handedOver.has(task.id))
  const escalated = course.tasks.filter(task => task.origin === 'escalated')
  return [
    ...moved.map(task => ({
      id: `moved-${task.id}`,
      what: 'moved' as const,
      at: task.closedAt ?? task.createdAt,
      by: { userId: task.userId, name: task.userName, role: task.role },
    })),
    ...escalated.map(task => ({
      id: `escalated-${task.id}`,
      what: 'escalated' as const,
      at: task.createdAt,
      target: task.userName,
    })),
  ]
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
