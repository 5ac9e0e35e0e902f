import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { findStandingConsent } from '../consents/queries'
import { needsConsent, type Sharing, sharingOf } from '../consents/rules'
import { Failure, notFound } from '../failure'
import { type CourseImpact, findCourseImpact } from '../learning/queries'
import { listLawLimits } from '../partners/queries'
import { getPosition, type Person, type Plan, planTransfer } from '../plans/queries'
import { findRosterImpact, type RosterImpact } from '../rosters/queries'
import type { Hours } from '../stores/rules'
import { type AskedReport, listAsked } from '../templates/queries'
import type { WantedTransfer } from '../transfers/input'
import type { TransferKind } from '../transfers/rules'
import {
  type ForecastStage,
  findDefinition,
  listForecast,
  listStageDurations,
  listStages,
} from '../workflow/queries'
import { expectedFinishes, wayOf } from '../workflow/rules'
import {
  type AgreementFigures,
  type AgreementLoad,
  agreementFigures,
  agreementWarnings,
  type Days,
  lateFinish,
  type PaperGap,
  type Papers,
  paperGaps,
  type Warning,
} from './rules'

/** What a transfer changes, with the names of everything: the same for a plan and for a request. */
export type Change = {
  kind: TransferKind
  effectiveOn: string
  endsOn: string | null
  /** The planned return of the present stay. */
  fromEndsOn: string | null
  fromUnit: string
  fromUnitKind: string
  fromUnitCode: string
  toUnit: string
  toUnitKind: string
  toUnitCode: string
  fromPosition: string
  toPosition: string
  partnerName: string | null
  fromPartnerName: string | null
  /** There is one, and the reader may not know which: another partner is nobody's business in a store. */
  hidesPartner: boolean
  hidesFromPartner: boolean
  isSamePartner: boolean
  fromLeads: string[]
  toLeads: string[]
  homeUnit: string
  homeLeads: string[]
}

/** Units, positions and who leads them are a directory that everybody may read; partners are named where they may be read. */
export const changeColumns = sql`t.kind, t.effective_on::text as "effectiveOn", t.ends_on::text as "endsOn", t.from_ends_on::text as "fromEndsOn",
      fu.name as "fromUnit", fu.kind as "fromUnitKind", fu.code as "fromUnitCode",
      tu.name as "toUnit", tu.kind as "toUnitKind", tu.code as "toUnitCode",
      fp.name as "fromPosition", tp.name as "toPosition", pa.name as "partnerName", fa.name as "fromPartnerName",
      (s.partner_id is not null and pa.id is null) as "hidesPartner", (f.partner_id is not null and fa.id is null) as "hidesFromPartner",
      coalesce(s.partner_id = f.partner_id, false) as "isSamePartner",
      array(select l.name from app.unit_leads(fu.id, case fu.kind when 'store' then 'manager' else 'head' end) l) as "fromLeads",
      array(select l.name from app.unit_leads(tu.id, case tu.kind when 'store' then 'manager' else 'head' end) l) as "toLeads",
      hu.name as "homeUnit",
      array(select l.name from app.unit_leads(hu.id, 'head') l) as "homeLeads"`
export const changeJoins = sql`join units fu on fu.id = t.from_unit_id join units tu on tu.id = t.to_unit_id join units hu on hu.id = t.home_unit_id
    join positions fp on fp.id = t.from_position_id join positions tp on tp.id = t.to_position_id
    left join stores s on s.unit_id = tu.id left join partners pa on pa.id = s.partner_id
    left join stores f on f.unit_id = fu.id left join partners fa on fa.id = f.partner_id`

async function describePlan(tx: Tx, plan: Plan): Promise<Change> {
  const { rows } = await tx.execute<Change>(sql`
    select ${changeColumns}
    from (select ${plan.kind}::text as kind, ${plan.effectiveOn}::date as effective_on, ${plan.endsOn}::date as ends_on, ${plan.from.endsOn}::date as from_ends_on,
      ${plan.from.unitId}::uuid as from_unit_id, ${plan.to.id}::uuid as to_unit_id, ${plan.from.homeUnitId}::uuid as home_unit_id,
      ${plan.from.positionId}::uuid as from_position_id, ${plan.toPositionId}::uuid as to_position_id) t
    ${changeJoins}`)
  return rows[0] ?? notFound()
}

/** A transfer against the agreement of the receiving store's partner. */
export type AgreementImpact = { figures: AgreementFigures | undefined; warnings: Warning[] }

/** What headquarters should read in the partner's agreement; nobody else is told its figures. */
export async function findAgreementImpact(
  tx: Tx,
  actor: Actor,
  change: Change,
  toUnitId: string,
  isApplied: boolean,
): Promise<AgreementImpact | undefined> {
  if (!['hr', 'executive', 'head'].includes(actor.role) || change.kind === 'return') return undefined
  const load = await findAgreementLoad(tx, toUnitId, change.effectiveOn)
  const limits = await listLawLimits(tx, change.effectiveOn)
  // Whoever is at one of the partner's stores already does not come on top.
  const arriving = change.kind === 'extend' || change.isSamePartner ? 0 : 1
  const figures = agreementFigures(load, limits, arriving, isApplied)
  const stay = { startsOn: change.effectiveOn, endsOn: change.endsOn }
  const uncovered = await listUncovered(tx, toUnitId, stay)
  return { figures, warnings: agreementWarnings(figures, stay, limits, uncovered) }
}

/** The days of a stay on which the partner of the store has no agreement in force. */
async function listUncovered(
  tx: Tx,
  unitId: string,
  stay: { startsOn: string; endsOn: string | null },
): Promise<Days[]> {
  const { rows } = await tx.execute<Days>(sql`
    select lower(gap)::text as "from", (upper(gap) - 1)::text as "to"
    from unnest(datemultirange(daterange(${stay.startsOn}, ${stay.endsOn})) - coalesce((
      select range_agg(daterange(g.starts_on, g.ends_on)) from agreements g join stores s on s.partner_id = g.partner_id
      where s.unit_id = ${unitId}), '{}')) gap
    order by gap`)
  return rows
}

/** People at the partner's stores against the agreement in force on a day. */
export async function findAgreementLoad(
  tx: Tx,
  unitId: string,
  on: string,
): Promise<AgreementLoad | undefined> {
  const { rows } = await tx.execute<AgreementLoad>(sql`
    select agreement_number as "agreementNumber", kind, starts_on::text as "startsOn", ends_on::text as "endsOn",
      headcount_limit as "headcountLimit", partner_workforce as "partnerWorkforce", headcount::int as headcount
    from app.agreement_load(${unitId}, ${on})`)
  return rows[0]
}

/** What the person's work is ruled by at a store, and what is to be in order before it begins. */
export type StoreImpact = {
  hours: Hours[]
  fenceRadiusM: number
  /** What is to be written there, of what the reader may know. */
  reports: AskedReport[]
  /** Undefined: the person's papers are not for the reader. */
  gaps: PaperGap[] | undefined
}

/** Whether a store's manager reads of a unit that is not theirs: what happens there is between it, the person and headquarters. */
export async function isOutside(tx: Tx, actor: Actor, unitId: string): Promise<boolean> {
  if (actor.role !== 'manager') return false
  const { rows } = await tx.execute<{ outside: boolean }>(
    sql`select not ${unitId} = any ((select app.unit_ids())::uuid[]) as outside`,
  )
  return rows[0]?.outside ?? true
}

type Comer = { employeeId: string; toUnitId: string; toPositionId: string }

/** The receiving store, as far as it changes somebody's work; undefined where nobody comes to a store. */
export async function findStoreImpact(
  tx: Tx,
  actor: Actor,
  change: Change,
  who: Comer,
): Promise<StoreImpact | undefined> {
  if (change.toUnitKind !== 'store') return undefined
  const { effectiveOn, endsOn } = change
  const { rows: places } = await tx.execute<Pick<StoreImpact, 'hours' | 'fenceRadiusM'>>(sql`
    select opening_hours as hours, fence_radius_m as "fenceRadiusM" from stores where unit_id = ${who.toUnitId}`)
  const to = { unitId: who.toUnitId, positionId: who.toPositionId }
  const papers = await findPapers(tx, actor, who, change)
  return {
    ...(places[0] ?? notFound()),
    reports: await listAsked(tx, actor, { on: effectiveOn, ...to }),
    gaps: papers && paperGaps({ startsOn: effectiveOn, endsOn }, papers, actor.today),
  }
}

/** Undefined where the reader sees none or only some of them, and would be told that there is none. */
async function findPapers(
  tx: Tx,
  { role }: Actor,
  who: Comer,
  { effectiveOn, endsOn }: Change,
): Promise<Papers | undefined> {
  if (role === 'manager') {
    const { rows } = await tx.execute<{ until: string | null }>(sql`
      select until::text from app.health_gap(${who.employeeId}, ${who.toUnitId}, ${who.toPositionId}, ${effectiveOn}, ${endsOn})`)
    return {
      asksHealth: rows.length > 0,
      healthUntil: rows[0]?.until ?? undefined,
      contractEndsOn: undefined,
    }
  }
  if (!['hr', 'executive', 'head', 'employee'].includes(role)) return undefined
  const { rows } = await tx.execute<Papers & { reads: boolean }>(sql`
    select exists (select from file_rules r join positions p on p.id = ${who.toPositionId}
        where r.item = 'health' and r.placement in ('any', 'store') and r.family in ('', p.family)) as "asksHealth",
      (select max(coalesce(c.expires_on, 'infinity'))::text from certificates c
        where c.employee_id = ${who.employeeId} and c.kind = 'health') as "healthUntil",
      (select max(coalesce(c.ended_early_on, c.ends_on, 'infinity'))::text from contracts c where c.employee_id = ${who.employeeId}) as "contractEndsOn",
      ${role === 'head' ? sql`${who.employeeId} = any ((select app.employee_ids())::uuid[])` : sql`true`} as reads`)
  const [papers] = rows
  if (!papers?.reads) return undefined
  return {
    asksHealth: papers.asksHealth,
    healthUntil: papers.healthUntil ?? undefined,
    contractEndsOn: dayOf(papers.contractEndsOn),
  }
}

const dayOf = (text: string | null | undefined): string | undefined =>
  text && text !== 'infinity' ? text : undefined

export type Preview = {
  plan: Plan
  change: Change
  agreement: AgreementImpact | undefined
  store: StoreImpact | undefined
  rosters: RosterImpact | undefined
  courses: CourseImpact | undefined
  stages: (ForecastStage & { expected: { at: Date; n: number } | undefined })[]
  /** When it is likely to be approved, if that is after its first day. */
  finish: string | undefined
  sharing: Sharing
  /** Whether the person is asked for their consent; a standing one goes on. */
  asksConsent: boolean
  /** Whether that is the caller. */
  needsConsent: boolean
}

/** What would happen if this were submitted now. Nothing is written; an obstacle is thrown as the Failure it will be. */
export async function getPreview(
  tx: Tx,
  actor: Actor,
  person: Person,
  kind: TransferKind,
  wanted: WantedTransfer,
  except: string | null,
): Promise<Preview> {
  const plan = await planTransfer(tx, actor, person, kind, wanted, except)
  const position = await getPosition(tx, plan.toPositionId)
  const definition = await findDefinition(tx, 'transfer')
  if (!definition) throw new Failure('workflow.noDefinition')
  const facts = { kind, level: position.level }
  const isOwn = person.userId === actor.userId
  const way = wayOf(await listStages(tx, definition.id), facts).filter(
    stage => !(isOwn && stage.approver === 'applicant'),
  )
  const finishes = expectedFinishes(way, await listStageDurations(tx, 'transfer'), actor.now, actor.now)
  const forecast = await listForecast(
    tx,
    {
      applicantUserId: actor.userId,
      employeeUserId: person.userId,
      homeUnitId: person.homeUnitId,
      sourceUnitId: plan.from.unitId,
      receivingUnitId: plan.to.id,
      summary: { employee: person.name },
    },
    way,
    actor.today,
  )
  const change = await describePlan(tx, plan)
  const beyond = await isOutside(tx, actor, plan.to.id)
  const standing = await findStandingConsent(tx, actor, person.id, plan.to.id)
  const asksConsent = plan.to.partnerId !== null && needsConsent(kind, Boolean(standing))
  return {
    plan,
    change,
    agreement: await findAgreementImpact(tx, actor, change, plan.to.id, false),
    store: beyond
      ? undefined
      : await findStoreImpact(tx, actor, change, {
          employeeId: person.id,
          toUnitId: plan.to.id,
          toPositionId: plan.toPositionId,
        }),
    rosters: await findRosterImpact(tx, actor, change, {
      employeeId: person.id,
      fromUnitId: plan.from.unitId,
      toUnitId: plan.to.id,
    }),
    courses: await findCourseImpact(tx, actor, {
      kind,
      effectiveOn: plan.effectiveOn,
      employeeId: person.id,
      fromUnitId: plan.from.unitId,
      fromUnitKind: plan.from.unitKind,
      toUnitId: plan.to.id,
      toPositionId: plan.toPositionId,
      isOutside: beyond,
    }),
    stages: forecast.map(stage => ({
      ...stage,
      expected: finishes.find(one => one.position === stage.position),
    })),
    finish: lateFinish(finishes, plan.effectiveOn, plan.effectiveOn < actor.today),
    sharing: sharingOf({ isOutside: beyond, given: null, standing, asks: asksConsent }),
    asksConsent,
    needsConsent: isOwn && asksConsent,
  }
}
