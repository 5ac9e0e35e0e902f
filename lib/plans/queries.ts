import 'server-only'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { positions, units } from '@/db/schema/organisation'
import { employees } from '@/db/schema/people'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { Failure, notFound } from '../failure'
import { isId } from '../id'
import type { WantedTransfer } from '../transfers/input'
import type { TransferKind } from '../transfers/rules'
import { dateProblem, kindsFrom, type Placement, placeProblem, rangesOf } from './rules'

export type Person = { id: string; number: string; name: string; userId: string | null; homeUnitId: string }

/** The person a transfer is about, as far as the caller may see them. */
export async function getPerson(tx: Tx, number: string): Promise<Person> {
  const [row] = await tx
    .select({
      id: employees.id,
      number: employees.number,
      name: employees.name,
      userId: employees.userId,
      homeUnitId: employees.homeUnitId,
    })
    .from(employees)
    .where(and(eq(employees.number, number), isNull(employees.leftOn)))
  return row ?? notFound()
}

/** For forms, whose address names the person by number or, from a picker, by id. */
export async function findPerson(tx: Tx, key: string): Promise<Person | undefined> {
  const { rows } = await tx.execute<Person>(sql`
    select id, number, name, user_id as "userId", home_unit_id as "homeUnitId" from employees
    where ${isId(key) ? sql`id = ${key}` : sql`number = ${key.slice(0, 20)}`} and left_on is null`)
  return rows[0]
}

/** Where the person is on a day. */
export async function findPlacement(tx: Tx, employeeId: string, on: string): Promise<Placement | undefined> {
  const { rows } = await tx.execute<Placement>(sql`
    select unit_id as "unitId", unit_kind as "unitKind", position_id as "positionId", starts_on::text as "startsOn", ends_on::text as "endsOn",
      home_unit_id as "homeUnitId", home_position_id as "homePositionId"
    from app.placement(${employeeId}, ${on})`)
  return rows[0]
}

/** The number of the request that stands in the way of another transfer in these days. */
export async function findObstacle(
  tx: Tx,
  employeeId: string,
  from: string,
  to: string | null,
  except: string | null,
): Promise<string | undefined> {
  const { rows } = await tx.execute<{ number: string | null }>(
    sql`select app.transfer_obstacle(${employeeId}, ${from}, ${to}, ${except}) as number`,
  )
  return rows[0]?.number ?? undefined
}

/** Whether a transfer that was handed in can no longer be carried out: the person's assignment has changed, or the unit is not there on that day. */
export async function isOutdated(
  tx: Tx,
  request: { id: string; subject: string; status: string },
): Promise<boolean> {
  if (request.subject !== 'transfer' || request.status !== 'in_progress') return false
  const { rows } = await tx.execute<{ outdated: boolean | null }>(
    sql`select app.transfer_outdated(${request.id}) as outdated`,
  )
  return rows[0]?.outdated ?? false
}

/** Open transfers of the same person that start from where an approved one takes them: without it they lead nowhere. */
export async function listResting(tx: Tx, requestId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ number: string }>(sql`
    select r.number from transfers t join transfers later on later.employee_id = t.employee_id and later.state = 'open'
      and later.from_unit_id = t.to_unit_id and later.effective_on >= t.effective_on
    join requests r on r.id = later.request_id
    where t.request_id = ${requestId} order by r.id limit 10`)
  return rows.map(row => row.number)
}

export type Place = {
  id: string
  code: string
  name: string
  kind: string
  partnerId: string | null
  partnerName: string | null
  partnerContact: string | null
  openedOn: string
  closedOn: string | null
}

/** A unit with the partner behind it: the receiver that a consent names. */
export async function getPlace(tx: Tx, unitId: string): Promise<Place> {
  const { rows } = await tx.execute<Place>(sql`
    select u.id, u.code, u.name, u.kind, s.partner_id as "partnerId", p.name as "partnerName",
      nullif(concat_ws(' ', nullif(p.contact_name, ''), nullif(p.contact_phone, '')), '') as "partnerContact",
      u.opened_on as "openedOn", u.closed_on as "closedOn"
    from units u left join stores s on s.unit_id = u.id left join partners p on p.id = s.partner_id
    where u.id = ${unitId}`)
  return rows[0] ?? notFound()
}

export async function getPosition(tx: Tx, id: string): Promise<{ id: string; name: string; level: number }> {
  const [row] = await tx
    .select({ id: positions.id, name: positions.name, level: positions.level })
    .from(positions)
    .where(eq(positions.id, id))
  return row ?? notFound()
}

export async function listPositions(
  tx: Tx,
): Promise<{ id: string; name: string; family: string; level: number }[]> {
  return tx
    .select({ id: positions.id, name: positions.name, family: positions.family, level: positions.level })
    .from(positions)
    .where(isNull(positions.retiredOn))
    .orderBy(asc(positions.family), asc(positions.level))
}

/** More stores than this are searched for, not listed. */
const mostStoresListed = 100

type StoreChoice = { id: string; name: string; city: string }

/** Open stores that somebody can be sent to, for the form; undefined when they are too many to list. */
async function listStores(tx: Tx): Promise<StoreChoice[] | undefined> {
  const { rows } = await tx.execute<StoreChoice>(sql`
    select u.id, u.name, s.city from units u join stores s on s.unit_id = u.id
    where u.closed_on is null order by s.city, u.name limit ${mostStoresListed + 1}`)
  return rows.length > mostStoresListed ? undefined : rows
}

export async function getUnitName(tx: Tx, unitId: string): Promise<string> {
  const [row] = await tx.select({ name: units.name }).from(units).where(eq(units.id, unitId))
  return row?.name ?? ''
}

export type Plan = {
  kind: TransferKind
  from: Placement
  to: Place
  toPositionId: string
  effectiveOn: string
  endsOn: string | null
}

/** Plans a transfer from what was asked and where the person is: the same code makes the preview and the request. */
export async function planTransfer(
  tx: Tx,
  actor: Actor,
  person: Person,
  kind: TransferKind,
  wanted: WantedTransfer,
  except: string | null,
): Promise<Plan> {
  const now = await placementOf(tx, person, actor.today)
  const effectiveOn = kind === 'extend' ? now.endsOn : wanted.effectiveOn
  if (!effectiveOn)
    throw new Failure(
      kind === 'extend' ? 'transfers.noPlannedReturn' : 'transfers.dateMissing',
      {},
      'effectiveOn',
    )
  // Where they are the day before: on the planned day of return that is still the store, which they may move or return from.
  // A day before the present assignment is refused below; until then the present one stands for it.
  const from =
    kind === 'extend' || effectiveOn <= now.startsOn
      ? now
      : await placementOf(tx, person, addDays(effectiveOn, -1))
  const endsOn = kind === 'return' ? null : (wanted.endsOn ?? null)
  const problem = dateProblem(
    { kind, effectiveOn, endsOn, backDatedReason: wanted.backDatedReason },
    from,
    actor.today,
    actor.role === 'hr',
  )
  if (problem)
    throw new Failure(`transfers.${problem}`, rangesOf(from, effectiveOn, actor.today), fieldOf(problem))
  if (!kindsFrom(from.unitKind).includes(kind))
    throw wrongKind(person, kind, from, actor.today, except !== null)
  const to = await destination(tx, kind, from, wanted)
  assertPlace(to, { kind, effectiveOn })
  const toPositionId =
    kind === 'extend'
      ? from.positionId
      : (wanted.toPositionId ?? (kind === 'return' ? from.homePositionId : from.positionId))
  const obstacle = await findObstacle(tx, person.id, effectiveOn, endsOn, except)
  if (obstacle)
    throw new Failure('transfers.overlaps', { number: obstacle, name: person.name }, 'effectiveOn')
  return { kind, from, to, toPositionId, effectiveOn, endsOn }
}

/** Why a kind does not go with where somebody is the day before, and what does; a request that was sent back keeps its kind. */
function wrongKind(
  person: Person,
  kind: TransferKind,
  from: Placement,
  today: string,
  isRevised: boolean,
): Failure {
  const { name } = person
  if (kind === 'move' && from.startsOn > today)
    return new Failure('transfers.moveAfterReturn', { name, date: from.startsOn }, 'effectiveOn')
  if (isRevised) return new Failure('transfers.kindOutdated', { name }, 'effectiveOn')
  return new Failure(`transfers.not_${kind}`, { name }, 'kind')
}

async function placementOf(tx: Tx, person: Person, on: string): Promise<Placement> {
  const placement = await findPlacement(tx, person.id, on)
  if (!placement) throw new Failure('transfers.noPlacement', { name: person.name, date: on }, 'effectiveOn')
  return placement
}

async function destination(
  tx: Tx,
  kind: TransferKind,
  from: Placement,
  wanted: WantedTransfer,
): Promise<Place> {
  const id = kind === 'return' ? from.homeUnitId : kind === 'extend' ? from.unitId : wanted.toUnitId
  if (!id) throw new Failure('transfers.storeMissing', {}, 'toUnitId')
  const place = await getPlace(tx, id)
  const isStore = place.kind === 'store'
  if (isStore !== (kind !== 'return')) throw new Failure('transfers.storeMissing', {}, 'toUnitId')
  if (kind === 'move' && id === from.unitId) throw new Failure('transfers.sameStore', {}, 'toUnitId')
  return place
}

/** Nobody goes where nothing is yet, or no longer: told by the unit's own first or last day. */
export function assertPlace(place: Place, plan: { kind: TransferKind; effectiveOn: string }): void {
  const problem = placeProblem(place, plan.effectiveOn)
  if (!problem) return
  const isChosen = plan.kind === 'dispatch' || plan.kind === 'move'
  throw new Failure(
    `transfers.${problem.name}`,
    { name: place.name, date: problem.date },
    problem.name === 'placeClosed' && isChosen ? 'toUnitId' : 'effectiveOn',
  )
}

function fieldOf(problem: string): string {
  if (problem === 'backDatedReasonMissing') return 'backDatedReason'
  return ['endMissing', 'endsBeforeStart', 'tooLong', 'notLater'].includes(problem) ? 'endsOn' : 'effectiveOn'
}

export type FormOffer = {
  person: Person
  /** Where they are today, in names; undefined without an assignment. */
  now:
    | {
        unit: string
        unitKind: string
        position: string
        endsOn: string | null
        /** Where they go then, as an approved transfer has decided. */
        goesTo: string | undefined
      }
    | undefined
  /** The position that they go back to at home, unless another is chosen. */
  homePosition: string | undefined
  kinds: TransferKind[]
  /** Undefined: too many to list, so the form searches. */
  stores: StoreChoice[] | undefined
  chosenStore: { id: string; label: string } | undefined
  positions: { id: string; name: string; family: string; level: number }[]
}

/** Where an approved transfer takes the person on a day. */
async function findDecided(tx: Tx, employeeId: string, on: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ name: string }>(sql`
    select u.name from transfers t join units u on u.id = t.to_unit_id
    where t.employee_id = ${employeeId} and t.state = 'applied' and t.kind <> 'extend' and t.effective_on = ${on}`)
  return rows[0]?.name
}

/** Everything that the form offers for a person: where they are, and where they could go. */
export async function getFormData(
  tx: Tx,
  actor: Actor,
  person: Person,
  chosen: string | undefined,
): Promise<FormOffer> {
  const placement = await findPlacement(tx, person.id, actor.today)
  const position = placement && (await getPosition(tx, placement.positionId))
  return {
    person,
    now: placement &&
      position && {
        unit: await getUnitName(tx, placement.unitId),
        unitKind: placement.unitKind,
        position: position.name,
        endsOn: placement.endsOn,
        goesTo: placement.endsOn ? await findDecided(tx, person.id, placement.endsOn) : undefined,
      },
    homePosition: placement && (await getPosition(tx, placement.homePositionId)).name,
    kinds: placement ? kindsFrom(placement.unitKind) : [],
    stores: (await listStores(tx))?.filter(store => store.id !== placement?.unitId),
    chosenStore: chosen ? { id: chosen, label: await getUnitName(tx, chosen) } : undefined,
    positions: await listPositions(tx),
  }
}
