import type { Tx } from '@/db/client'
import type { Actor } from '@/lib/actor'
import {
  countPeople,
  findUnit,
  findUnitOn,
  type HistoryRow,
  type Lead,
  listHistory,
  listLeads,
  listPeopleAt,
  listUnits,
  listVersions,
  type PersonAt,
  type Unit,
  type UnitVersion,
} from '@/lib/organisation/queries'
import {
  canMaintain,
  canReadPeople,
  canReadTrail,
  drawTree,
  leadingRole,
  mayStandUnder,
  type TreeLine,
} from '@/lib/organisation/rules'

export type UnitPageData = {
  unit: Unit
  onDay: { name: string; parentCode: string | null; parentName: string | null } | undefined
  here: number
  total: number
  children: TreeLine[]
  /** Where HR may move it. */
  parents: TreeLine[]
  leads: Lead[]
  people: PersonAt[] | undefined
  versions: UnitVersion[]
  history: HistoryRow[] | undefined
}

/** Everything that the page of a unit shows, on a past day or today, as far as the seat may see it. */
export async function findUnitPage(
  tx: Tx,
  actor: Actor,
  code: string,
  on: string | undefined,
): Promise<UnitPageData | undefined> {
  const unit = await findUnit(tx, code)
  if (!unit) return undefined
  const day = on ?? actor.today
  const units = await listUnits(tx, day, actor.today)
  const people = await countPeople(
    tx,
    units.map(one => one.id),
    day,
  )
  const lines = drawTree(units, people)
  const own = lines.find(line => line.unit.id === unit.id)
  return {
    unit,
    onDay: await findUnitOn(tx, unit.id, day),
    here: own?.here ?? 0,
    total: own?.total ?? 0,
    children: lines.filter(line => line.unit.parentId === unit.id),
    parents: canMaintain(actor) ? parentsFor(unit, lines) : [],
    leads: await listLeads(tx, unit.id, leadingRole(unit.kind), day),
    people: canReadPeople(actor) ? await listPeopleAt(tx, [unit.id], day) : undefined,
    versions: await listVersions(tx, unit.id),
    history: canReadTrail(actor) ? await listHistory(tx, [unit.id]) : undefined,
  }
}

/** Units that may hold this one, without itself and what is below it. */
function parentsFor(unit: Unit, lines: TreeLine[]): TreeLine[] {
  const below = new Set([unit.id])
  for (const line of lines) if (line.unit.parentId && below.has(line.unit.parentId)) below.add(line.unit.id)
  return lines.filter(line => !below.has(line.unit.id) && mayStandUnder(unit.kind, line.unit.kind))
}
