import type {
  RequestFacts,
  RequestSummary,
  requests,
  StageCondition,
  SummaryChange,
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

/** When a request may be nudged, and whether that would be again; undefined: now. Whoever has just got it has some time to see to it. */
export function nudgeWait(
  enteredAt: Date,
  lastNudge: Date | null,
  now: Date,
): { until: Date; isAgain: boolean } | undefined {
  const isAgain = lastNudge !== null && lastNudge >= enteredAt
  const since = isAgain ? lastNudge : enteredAt
  const until = new Date(since.getTime() + nudgeCoolDownHours * 3_600_000)
  return until > now ? { until, isAgain } : undefined
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

/** What a request that was changed says otherwise now, in the order of its summary; a value may have come or gone. */
export function changesOf(before: RequestSummary, after: RequestSummary): SummaryChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .map(field => ({ field, from: before[field] ?? '', to: after[field] ?? '' }))
    .filter(({ from, to }) => from !== to)
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
  present: {
    stage: Pick<Stage, 'approver'> | undefined
    holders: string[]
    /** It can no longer be carried out: nobody agrees to it any more. */
    isOutdated?: boolean
  },
): RequestVerb[] {
  if (actor.role === 'auditor' || actor.role === 'admin') return []
  const verbs: RequestVerb[] = []
  const holdsIt = present.holders.includes(actor.userId)
  if (holdsIt && request.status === 'in_progress') {
    const isOwnWord = present.stage?.approver === 'applicant' && request.employeeUserId !== null
    if (!present.isOutdated) verbs.push(isOwnWord ? 'confirm' : 'approve')
    if (!isOwnWord) verbs.push('join', 'delegate')
    verbs.push('reject')
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

/** What is attached is read by all who follow: a photo of a document goes sealed into the file, not to a change that is proposed of it. */
export const takesFiles = ({ subject }: { subject: string }): boolean => subject !== 'proposal'

/** How a request reads to people: its status, with approved ones split by whether they hold already, and those that never will. */
export function stateOf(
  request: { status: string; effectiveOn: string | null; lapsedOn?: string | null },
  today: string,
): string {
  if (request.lapsedOn) return 'lapsed'
  if (request.status !== 'approved') return request.status
  // what takes effect on no day, as a changed address, holds as soon as it is approved
  return (request.effectiveOn ?? today) > today ? 'pending' : 'effective'
}
