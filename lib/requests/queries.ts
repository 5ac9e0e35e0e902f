import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { type Confirmation, getConfirmation } from '../confirmations/queries'
import { findOpenLeaving, getLeavingView, type LeavingView } from '../leavings/queries'
import type { UnitKind } from '../people/rules'
import { isOutdated, listResting } from '../plans/queries'
import { findProposalView, type ProposalView } from '../proposals/queries'
import { mayReadProposals } from '../proposals/rules'
import { type Due, findOpenEndedDue, getRenewal, type Renewal } from '../renewals/queries'
import { missingDays } from '../reports/rules'
import { mayReadTickets } from '../tickets/rules'
import { getCourse } from '../timeline/queries'
import { type TimelineEntry, timelineOf } from '../timeline/rules'
import { findUndone, getTransferView, type TransferView, type Undone } from '../transfers/queries'
import {
  type ForecastStage,
  getRequest,
  listApprovers,
  listForecast,
  type Request,
} from '../workflow/queries'
import { nudgeWait, progressOf, type RequestVerb, verbsOf, wayOf } from '../workflow/rules'
import { written } from '../written'

export const inboxTabs = ['todo', 'done', 'mine', 'copied'] as const
export type InboxTab = (typeof inboxTabs)[number]

export type InboxRow = {
  id: string
  number: string
  subject: string
  kind: string
  employee: string
  from: string | null
  to: string | null
  /** Null where nothing takes effect on a day, as with proposals. */
  effectiveOn: string | null
  applicantName: string
  status: string
  stage: string | null
  stageEn: string | null
  /** When it is due (to do), was decided (done), was submitted (mine) or was copied (copied). */
  at: string
  /** What I decided, in the tab done. */
  verb: string | null
  onBehalfOfName: string | null
  isUnread: boolean
  /** Whether it is about the caller: then it is theirs to confirm, not to approve. */
  isOwn: boolean
  /** What a ticket, a notice, a report or an ask says of itself; null for requests. */
  title: string | null
  category: string | null
  categoryEn: string | null
  /** Whether `at` is a time limit; an unread notice that nobody has to sign has none. */
  isDue: boolean
  /** How much of a hand-over is to be ticked. */
  items: number
  /** Keyset: pass it as `after` for the next page. */
  cursor: string
}

export const inboxPageSize = 30

/** The status, and of what was approved that it lapsed (stateOf). */
const standing = sql`case when r.lapsed_on is null then r.status else 'lapsed' end as status`
const requestColumns = sql`r.id, r.number, r.subject, r.facts ->> 'kind' as kind, r.summary ->> 'employee' as employee, r.summary ->> 'from' as "from",
  r.summary ->> 'to' as "to", r.summary ->> 'effectiveOn' as "effectiveOn", r.applicant_name as "applicantName", ${standing},
  s.name as stage, s.name_en as "stageEn", null::text as title, null::text as category, null::text as "categoryEn", true as "isDue", 0 as items`
const isOwn = (actor: Actor) => sql`coalesce(r.employee_user_id = ${actor.userId}, false) as "isOwn"`
/** Looked up row by row: joined, all that a head takes part in would be read again for each. */
const requestOf = (id: SQL) =>
  sql`cross join lateral (select * from requests r where r.id = ${id} offset 0) r`
const stageJoin = sql`left join request_stages v on v.request_id = r.id and v.left_at is null left join workflow_stages s on s.id = v.stage_id`

/** Whoever got a request back has as long to change it as its first stage allows. */
const dueBack = sql`cross join lateral (select coalesce(
    (select max(d.decided_at) from decisions d where d.request_id = r.id and d.verb = 'send_back'), r.submitted_at)
  + make_interval(hours => coalesce((select w.time_limit_hours from workflow_stages w where w.definition_id = r.definition_id
    order by w.position limit 1), 24)) as due_at) back`

/** What waits besides tasks and tickets (app.waiting says what that is), after a row or from the first on. */
const waiting = (actor: Actor, most: SQL, [at, id]: string[] = []): SQL =>
  sql`app.waiting(${actor.now}, ${missingDays}, ${at ?? '-infinity'}, ${id ?? '00000000-0000-0000-0000-000000000000'}, ${most})`

/** One tab of the caller's inbox; one statement, at most inboxPageSize + 1 rows (the last one says that there are more). */
export async function listInbox(tx: Tx, actor: Actor, tab: InboxTab, after?: string): Promise<InboxRow[]> {
  const past = after?.split('~')
  const [afterAt, afterId] = past ?? []
  const limit = written(inboxPageSize + 1)
  const older = (at: ReturnType<typeof sql>, id: ReturnType<typeof sql>) =>
    afterAt && afterId ? sql`and (${at}, ${id}) < (${afterAt}::timestamptz, ${afterId}::uuid)` : sql``
  const later = (at: ReturnType<typeof sql>, id: ReturnType<typeof sql>) =>
    afterAt && afterId ? sql`and (${at}, ${id}) > (${afterAt}::timestamptz, ${afterId}::uuid)` : sql``
  const statements = {
    todo: sql`(select ${requestColumns}, ${isOwn(actor)}, t.due_at as at, null as verb, t.on_behalf_of_name as "onBehalfOfName", false as "isUnread",
        t.due_at::text || '~' || t.id as cursor, t.id as key
      from (select t.id, t.request_id, t.due_at, t.on_behalf_of_name from tasks t
        where t.user_id = ${actor.userId} and t.closed_at is null ${later(sql`t.due_at`, sql`t.id`)}
        order by t.due_at, t.id limit ${limit}) t
      ${requestOf(sql`t.request_id`)} ${stageJoin})
      union all
      (select ${requestColumns}, ${isOwn(actor)}, back.due_at as at, null as verb, null as "onBehalfOfName", false as "isUnread",
        back.due_at::text || '~' || r.id as cursor, r.id as key
      from requests r ${stageJoin} ${dueBack}
      where r.applicant_user_id = ${actor.userId} and r.status = 'returned' ${later(sql`back.due_at`, sql`r.id`)}
      order by back.due_at, r.id limit ${limit})
      ${
        mayReadTickets(actor)
          ? sql`union all
      (select t.id, t.number, 'ticket', null, null, null, null, null, t.author_name, t.status, null, null, t.title, c.name, c.name_en, true, 0,
        t.author_user_id = ${actor.userId}, h.due_at, null, null, false, h.due_at::text || '~' || h.id, h.id
      from (select h.id, h.ticket_id, h.due_at from ticket_holders h
        where h.user_id = ${actor.userId} and h.closed_at is null ${later(sql`h.due_at`, sql`h.id`)}
        order by h.due_at, h.id limit ${limit}) h
      join tickets t on t.id = h.ticket_id join ticket_categories c on c.id = t.category_id)`
          : sql``
      }
      union all
      (select w.id, coalesce(w.number, w.id::text), w.subject, w.kind, w.employee, null, w.unit, null, coalesce(w.by_name, ''), '', null, null, w.title,
        w.title, coalesce(w.title_en, w.title), w.is_due, w.items, false, w.due_at, null, null, false, w.due_at::text || '~' || w.id, w.id
      from ${waiting(actor, limit, past)} w)
      order by at, key limit ${limit}`,
    done: sql`select ${requestColumns}, ${isOwn(actor)}, d.decided_at as at, d.verb, d.on_behalf_of_name as "onBehalfOfName", false as "isUnread",
        d.decided_at::text || '~' || d.id as cursor
      from (select d.* from decisions d where d.actor_user_id = ${actor.userId} and d.task_id is not null ${older(sql`d.decided_at`, sql`d.id`)}
        order by d.decided_at desc, d.id desc limit ${limit}) d
      ${requestOf(sql`d.request_id`)} ${stageJoin}
      order by d.decided_at desc, d.id desc limit ${limit}`,
    mine: sql`select ${requestColumns}, ${isOwn(actor)}, r.submitted_at as at, null as verb, null as "onBehalfOfName", false as "isUnread",
        r.submitted_at::text || '~' || r.id as cursor
      from (select r.* from requests r where r.applicant_user_id = ${actor.userId} ${older(sql`r.submitted_at`, sql`r.id`)}
        order by r.submitted_at desc, r.id desc limit ${limit}) r ${stageJoin}
      order by r.submitted_at desc, r.id desc limit ${limit}`,
    copied: sql`select ${requestColumns}, ${isOwn(actor)}, c.created_at as at, null as verb, null as "onBehalfOfName", c.read_at is null as "isUnread",
        c.created_at::text || '~' || r.id as cursor
      from (select c.* from request_copies c where c.user_id = ${actor.userId} ${older(sql`c.created_at`, sql`c.request_id`)}
        order by c.created_at desc, c.request_id desc limit ${limit}) c
      ${requestOf(sql`c.request_id`)} ${stageJoin}
      order by c.created_at desc, r.id desc limit ${limit}`,
  }
  const { rows } = await tx.execute<InboxRow>(sql`/* plan once */ ${statements[tab]}`)
  return rows
}

/** A row for each thing that the caller has to do, at most 100 of a kind: a badge never counts raw rows. */
export const everythingOpen = (actor: Actor): SQL => sql`
  (select from tasks where user_id = ${actor.userId} and closed_at is null limit 100)
  union all (select from requests where applicant_user_id = ${actor.userId} and status = 'returned' limit 100)
  ${mayReadTickets(actor) ? sql`union all (select from ticket_holders where user_id = ${actor.userId} and closed_at is null limit 100)` : sql``}
  union all (select from ${waiting(actor, written(100))})`

/** What is in the tab todo, counted to at most 100. */
export async function countTodo(tx: Tx, actor: Actor): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`/* plan once */
    select count(*)::int as n from (select from (${everythingOpen(actor)}) o limit 100) n`)
  return rows[0]?.n ?? 0
}

/** Requests about the caller as an employee, newest first. */
export async function listOwnRequests(tx: Tx, actor: Actor, limit = 50): Promise<InboxRow[]> {
  const { rows } = await tx.execute<InboxRow>(sql`
    select ${requestColumns}, ${isOwn(actor)}, r.submitted_at as at, null as verb, null as "onBehalfOfName", false as "isUnread", r.id::text as cursor
    from requests r ${stageJoin}
    where r.employee_id = ${actor.employeeId} or r.applicant_user_id = ${actor.userId}
    order by r.id desc limit ${limit}`)
  return rows
}

export async function hasRequest(tx: Tx, number: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select from requests where number = ${number}`)
  return rows.length > 0
}

/** What a request is about, with what its page shows of it. */
export type About =
  /** `resting`: requests that cancelling it would leave without ground; `undone`: what else it would undo, for whoever may. */
  | { subject: 'transfer'; transfer: TransferView; resting: string[]; undone: Undone | undefined }
  | { subject: 'confirmation'; confirmation: Confirmation; leaving: string | undefined }
  | { subject: 'renewal'; renewal: Renewal; due: Due | undefined }
  | { subject: 'leaving'; leaving: LeavingView }
  /** Undefined for whoever follows the request and may not read what is proposed. */
  | { subject: 'proposal'; proposal: ProposalView | undefined }

export async function getAbout(tx: Tx, actor: Actor, request: Request): Promise<About> {
  switch (request.subject) {
    case 'confirmation':
      return {
        subject: 'confirmation',
        confirmation: await getConfirmation(tx, request.id),
        leaving: actor.role === 'hr' ? await findOpenLeaving(tx, request.employeeId) : undefined,
      }
    case 'renewal': {
      const renewal = await getRenewal(tx, request.id)
      const due = await findOpenEndedDue(tx, request.employeeId, renewal.startsOn)
      return { subject: 'renewal', renewal, due }
    }
    case 'leaving':
      return { subject: 'leaving', leaving: await getLeavingView(tx, actor, request) }
    case 'proposal':
      return {
        subject: 'proposal',
        proposal: mayReadProposals(actor.role) ? await findProposalView(tx, request.id) : undefined,
      }
    default: {
      const transfer = await getTransferView(tx, actor, request)
      const resting = transfer.mayCancel ? await listResting(tx, request.id) : []
      const undone = transfer.mayCancel ? await findUndone(tx, actor, request.id) : undefined
      return { subject: 'transfer', transfer, resting, undone }
    }
  }
}

export type RequestView = {
  request: Request
  timeline: TimelineEntry[]
  verbs: RequestVerb[]
  /** It can no longer be carried out, so that nobody can agree to it. */
  isOutdated: boolean
  progress: { at: number; of: number } | undefined
  /** Who has it now, and since when; empty when nobody has to decide. */
  holders: string[]
  heldSince: Date | undefined
  forecast: ForecastStage[]
  nudgeWait: ReturnType<typeof nudgeWait>
  copies: { name: string; readAt: Date | null }[]
  isCopyUnread: boolean
  /** Whether the caller was told something about it that they have not read. */
  isNews: boolean
  /** Where whom it is about is today, as far as the caller may know it. */
  unitKind: UnitKind | undefined
  /** The first day without them, where that is decided and leaves nothing of the request to be changed. */
  leavesOn: string | undefined
}

/** A request with everything that its page shows whatever its subject is. */
export async function getRequestView(tx: Tx, actor: Actor, number: string): Promise<RequestView> {
  const request = await getRequest(tx, number)
  const course = await getCourse(tx, request)
  const timeline = timelineOf(request, course, actor.now)
  const visit = course.visits.find(one => one.leftAt === null)
  const holding = course.tasks.filter(task => visit && task.requestStageId === visit.id && !task.closedAt)
  const present = {
    stage: course.stages.find(stage => stage.id === visit?.stageId),
    holders: holding.map(task => task.userId),
    isOutdated: await isOutdated(tx, request),
  }
  const toCome = wayOf(course.stages, request.facts).filter(
    stage => stage.position > (request.stagePosition ?? (request.status === 'returned' ? 0 : 1000)),
  )
  const lastNudge = course.nudges[0]?.createdAt ?? null
  const surroundings = await getSurroundings(tx, actor, request)
  const verbs = verbsOf(request, actor, present)
  return {
    request,
    timeline,
    verbs: surroundings.leavesOn ? verbs.filter(verb => verb !== 'revise') : verbs,
    isOutdated: present.isOutdated,
    progress: progressOf(course.stages, request),
    holders: holding.map(task => task.userName),
    heldSince: timeline.find(entry => entry.what === 'waiting')?.at,
    forecast: await listForecast(tx, request, toCome, actor.today, [
      ...(await listApprovers(tx, request)),
      ...(present.holders.length === 1 ? present.holders : []),
    ]),
    nudgeWait: visit && nudgeWait(visit.enteredAt, lastNudge, actor.now),
    copies: course.copies.map(copy => ({ name: copy.userName, readAt: copy.readAt })),
    isCopyUnread: course.copies.some(copy => copy.userId === actor.userId && !copy.readAt),
    ...surroundings,
  }
}

async function getSurroundings(
  tx: Tx,
  { userId, today }: Actor,
  { number, employeeId, subject }: Request,
): Promise<Pick<RequestView, 'isNews' | 'unitKind' | 'leavesOn'>> {
  const { rows } = await tx.execute<{
    isNews: boolean
    unitKind: UnitKind | null
    leavesOn: string | null
  }>(sql`
    select exists (select from notifications where user_id = ${userId} and path = ${`requests/${number}`} and read_at is null) as "isNews",
      (select u.kind from assignments a join units u on u.id = a.unit_id where a.employee_id = ${employeeId} and a.is_primary
        and a.starts_on <= ${today} and (a.ends_on is null or a.ends_on > ${today}) limit 1) as "unitKind",
      (select e.left_on::text from employees e where e.id = ${employeeId} and ${subject !== 'proposal'}) as "leavesOn"`)
  const [row] = rows
  return {
    isNews: row?.isNews ?? false,
    unitKind: row?.unitKind ?? undefined,
    leavesOn: row?.leavesOn ?? undefined,
  }
}

export type Upcoming = { number: string; employee: string; kind: string; to: string; on: string }

/** The next approved transfer that takes effect among those the caller may see: what comes when nothing is left to do. */
export async function findUpcoming(tx: Tx, actor: Actor): Promise<Upcoming | undefined> {
  const { rows } = await tx.execute<Upcoming>(sql`
    select r.number, r.summary ->> 'employee' as employee, t.kind, r.summary ->> 'to' as "to", t.effective_on::text as on
    from transfers t join requests r on r.id = t.request_id
    where t.state = 'applied' and t.effective_on > ${actor.today}
    order by t.effective_on limit 1`)
  return rows[0]
}
