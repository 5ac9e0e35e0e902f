import type { employmentForms } from '@/db/schema/people'
import type { Role } from '../actor'
import { addDays, daysBetween } from '../clock'
import { gramsOf } from '../search/rules'

/** 用工形式. */
export type EmploymentForm = (typeof employmentForms)[number]

export type UnitKind = 'headquarters' | 'department' | 'region' | 'store'

/** Where somebody works over a range of days, [startsOn, endsOn). */
export type Stay = {
  id: string
  unitCode: string
  unitName: string
  unitKind: UnitKind
  positionName: string
  startsOn: string
  endsOn: string | null
}

type Days = Pick<Stay, 'unitKind' | 'startsOn' | 'endsOn'>

export const placements = ['home', 'scheduled', 'stationed', 'returning', 'left'] as const
export type Placement = (typeof placements)[number]

/** The last days of a stay, in which work is handed over and the person comes home. */
export const handOverDays = 7
/** How long before its planned end a stay is shown as ending; the first reminder goes out on the same day. */
export const endingDays = 30
/** How long before their first day a store sees people who are coming (the row policy uses the same number). */
export const arrivingDays = 14

export function covers(stay: Pick<Stay, 'startsOn' | 'endsOn'>, day: string): boolean {
  return stay.startsOn <= day && (stay.endsOn === null || stay.endsOn > day)
}

/** The stay of a day, from primary assignments in any order. */
export function stayOn<S extends Days>(stays: S[], day: string): S | undefined {
  return stays.find(stay => covers(stay, day))
}

/** The next stay that begins after a day. */
export function stayAfter<S extends Days>(stays: S[], day: string): S | undefined {
  return stays
    .filter(stay => stay.startsOn > day)
    .sort((one, other) => (one.startsOn < other.startsOn ? -1 : 1))[0]
}

/** The last day of a stay, as it is written; one without an end ends with whoever leaves. */
export function lastDayThere(endsOn: string | null, leftOn: string | null): string | null {
  const end = endsOn ?? leftOn
  return end && addDays(end, -1)
}

/** 总部在岗 · 待派驻 · 驻店中 · 返回交接 · 离职: where a person stands on a day. */
export function placementOn(leftOn: string | null, stays: Days[], day: string): Placement {
  if (leftOn !== null && leftOn <= day) return 'left'
  const now = stayOn(stays, day)
  const next = stayAfter(stays, day)
  if (now?.unitKind === 'store') {
    const comesHome = now.endsOn !== null && now.endsOn !== leftOn && next?.unitKind !== 'store'
    return comesHome && daysBetween(day, now.endsOn ?? day) <= handOverDays ? 'returning' : 'stationed'
  }
  return next?.unitKind === 'store' ? 'scheduled' : 'home'
}

/** The day on which whoever is in a store, or goes to one, is to come back; none for who leaves the company from there. */
export function plannedReturnOf(stays: Days[], leftOn: string | null, day: string): string | undefined {
  const now = stayOn(stays, day)
  const stay =
    now?.unitKind === 'store'
      ? now
      : stayAfter(
          stays.filter(one => one.unitKind === 'store'),
          day,
        )
  return stay?.endsOn && stay.endsOn !== leftOn ? stay.endsOn : undefined
}

/**
 * The planned return of somebody who is in a store, as a list tells it: none for who leaves the company from there, and whoever goes on to
 * another store comes back from that one.
 */
export function returnOf(row: {
  unitKind: UnitKind | null
  endsOn: string | null
  leftOn: string | null
  next: { unitKind: UnitKind; startsOn: string } | null
}): string | null {
  const movesOn = row.next?.unitKind === 'store' && row.next.startsOn === row.endsOn
  return row.unitKind === 'store' && row.endsOn !== row.leftOn && !movesOn ? row.endsOn : null
}

/** The place in which whoever is to leave their store on a day works from then on, once a move or a return has decided it. */
export function goesToAfter(
  person: {
    stays: (Days & { unitName: string })[]
    requests: {
      subject: string
      kind: string
      status: string
      effectiveOn: string | null
      summary: Record<string, string>
    }[]
  },
  endsOn: string,
): string | undefined {
  const decided = person.requests.find(
    ({ subject, kind, status, effectiveOn }) =>
      subject === 'transfer' &&
      (kind === 'move' || kind === 'return') &&
      status === 'approved' &&
      effectiveOn === endsOn,
  )
  const next = person.stays.find(({ startsOn, unitKind }) => startsOn === endsOn && unitKind === 'store')
  return next?.unitName ?? decided?.summary.to
}

/** "Day N in store": the first day is day 1; undefined before it. */
export function dayOfStay(startsOn: string, day: string): number | undefined {
  const days = daysBetween(startsOn, day)
  return days < 0 ? undefined : days + 1
}

/** Whole days until a stay's planned end; 0 on the day itself. */
export function daysUntil(endsOn: string, day: string): number {
  return Math.max(0, daysBetween(day, endsOn))
}

export function isEnding(endsOn: string | null, day: string): endsOn is string {
  return endsOn !== null && endsOn > day && endsOn <= addDays(day, endingDays)
}

export type Outcome = 'dispatch' | 'extend' | 'move' | 'return'

/** What can be asked for next: the three outcomes of a stay, or a first dispatch. */
export function outcomesOf(placement: Placement): Outcome[] {
  if (placement === 'stationed' || placement === 'returning') return ['extend', 'move', 'return']
  return placement === 'home' ? ['dispatch'] : []
}

/** The newest request of a kind that is still open, or approved and not yet begun: until then no other of it may be made. */
export function underWay<R extends { subject: string; status: string; effectiveOn: string | null }>(
  requests: R[],
  today: string,
  subject = 'transfer',
): R | undefined {
  return requests.find(
    ({ subject: of, status, effectiveOn }) =>
      of === subject &&
      (status === 'in_progress' ||
        status === 'returned' ||
        (status === 'approved' && effectiveOn !== null && effectiveOn > today)),
  )
}

export type Stretch = {
  id: string
  from: string
  to?: string
  owner: 'hq' | 'store'
  label: string
  detail: string
  planned: boolean
  href: string
}

/** Assignments as a line of stretches, oldest first; what has not begun is planned. A person who left has no open end. `at` is the page with the table of assignments. */
export function stretchesOf(stays: Stay[], leftOn: string | null, today: string, at = ''): Stretch[] {
  return [...stays]
    .sort((one, other) => (one.startsOn < other.startsOn ? -1 : 1))
    .map(stay => {
      const to = stay.endsOn ?? leftOn ?? undefined
      return {
        id: stay.id,
        from: stay.startsOn,
        ...(to !== undefined && { to }),
        owner: stay.unitKind === 'store' ? ('store' as const) : ('hq' as const),
        label: stay.unitName,
        detail: stay.positionName,
        planned: stay.startsOn > today,
        href: `${at}#stay-${stay.id}`,
      }
    })
}

export type NamePieces = { namePinyin: string; nameInitials: string; nameGrams: string[] }

/** What a name is found by, from its syllables: 李婉清 → liwanqing, lwq, 李 李婉 婉 婉清 清. Parts that are not letters are left out. */
export function namePieces(name: string, syllables: string[]): NamePieces {
  const spoken = syllables
    .map(syllable =>
      syllable
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^a-z0-9]/g, ''),
    )
    .filter(Boolean)
  return {
    namePinyin: spoken.join(''),
    nameInitials: spoken.map(syllable => syllable[0]).join(''),
    nameGrams: gramsOf(name),
  }
}

/** What of a person's history is looked at: the file and the career unless somebody wants what people say to each other. */
export const changeKinds = ['record', 'file', 'career', 'together', 'all'] as const
export type ChangeKind = (typeof changeKinds)[number]

const together = [
  'ticket',
  'report',
  'reportExcuse',
  'note',
  'touchpoint',
  'message',
  'notice',
  'lesson',
  'learning',
]
const career = ['transfer', 'confirmation', 'renewal', 'leaving', 'request', 'consent', 'handOver']
/** The nouns of trail actions that belong to a kind: `only` them, or all but them. */
export function nounsOf(kind: ChangeKind): { only: boolean; nouns: string[] } {
  if (kind === 'career') return { only: true, nouns: career }
  if (kind === 'together') return { only: true, nouns: together }
  if (kind === 'file') return { only: false, nouns: [...career, ...together] }
  return { only: false, nouns: kind === 'all' ? [] : together }
}

/** The tabs of a person's page at headquarters, in their order: what they are, what they do, what is kept of it. */
export const personTabs = [
  'overview',
  'file',
  'background',
  'contracts',
  'dispatches',
  'documents',
  'changes',
] as const
export type PersonTab = (typeof personTabs)[number]

export function personPath(
  number: string,
  tab: PersonTab | 'confirm' | 'renew' | 'leave' | 'rights' = 'overview',
): string {
  return tab === 'overview' ? `/hq/people/${number}` : `/hq/people/${number}/${tab}`
}

/** The roles that see people at headquarters: everybody, or those of their own units. */
export function mayListPeople(role: Role): boolean {
  return role === 'hr' || role === 'executive' || role === 'head'
}

export function mayMaintainPeople(role: Role): boolean {
  return role === 'hr'
}

export const contactFields = ['phone', 'email', 'emergency'] as const
export type ContactField = (typeof contactFields)[number]

const hidden: Record<Role, readonly ContactField[]> = {
  hr: [],
  employee: [],
  head: ['email', 'emergency'],
  manager: ['email', 'emergency'],
  executive: contactFields,
  specialist: contactFields,
  auditor: contactFields,
  admin: contactFields,
}

/** What of the contact class a role may not see. The database grants exactly the rest (db/policies). */
export function fieldsHiddenFrom(role: Role): readonly ContactField[] {
  return hidden[role]
}

/** 13912340202 → 139****0202: enough to recognise a number in the trail, which more roles may read than the number. */
export function maskPhone(phone: string): string {
  return phone.length < 7 ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`
}

/** Keeps the first letter of a name or an address. */
export function maskText(text: string): string {
  return text === '' ? '' : `${[...text][0]}**`
}

type TeamDays = { unitCode: string; unitName: string; startsOn: string; endsOn: string | null }
type TeamEnd = TeamDays & { goesTo: string | null }

/** A store's people on a day: who is there, who comes, whose stay ends within 30 days and is to be decided. The last two by date. */
export function teamOn<R extends TeamEnd>(rows: R[], day: string): { now: R[]; arriving: R[]; ending: R[] } {
  const now = rows.filter(row => covers(row, day))
  return {
    now,
    arriving: rows
      .filter(row => row.startsOn > day)
      .sort((one, other) => (one.startsOn < other.startsOn ? -1 : 1)),
    ending: now
      .filter(row => isEnding(row.endsOn, day) && row.goesTo === null)
      .sort((one, other) => ((one.endsOn ?? '') < (other.endsOn ?? '') ? -1 : 1)),
  }
}

/** Rows by store, in the order in which the stores first appear. */
export function byStore<R extends TeamDays>(rows: R[]): { code: string; name: string; rows: R[] }[] {
  const stores = new Map<string, { code: string; name: string; rows: R[] }>()
  for (const row of rows) {
    const store = stores.get(row.unitCode) ?? { code: row.unitCode, name: row.unitName, rows: [] }
    store.rows.push(row)
    stores.set(row.unitCode, store)
  }
  return [...stores.values()]
}

export type DayPart = 'night' | 'morning' | 'noon' | 'afternoon' | 'evening'

/** What to greet with, by the local hour 0–23. */
export function dayPart(hour: number): DayPart {
  if (hour < 5) return 'night'
  if (hour < 11) return 'morning'
  if (hour < 13) return 'noon'
  return hour < 18 ? 'afternoon' : 'evening'
}
