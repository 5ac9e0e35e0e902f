import { addDays } from '@/lib/clock'
import { markRead } from '@/lib/notifications/commands'
import { addShift, arrangeRoster, publishRoster } from '@/lib/rosters/commands'
import { addShiftInput, arrangeRosterInput } from '@/lib/rosters/input'
import { listRosterPeople, listShifts } from '@/lib/rosters/queries'
import { absenceOn, daysOf, weekOf } from '@/lib/rosters/rules'
import type { Company } from './company'
import { idOf, type Person, type Telling } from './telling'

const shifts = [
  { name: '早班', startsAt: '09:00', endsAt: '17:30', breakMinutes: 60 },
  { name: '中班', startsAt: '11:30', endsAt: '20:00', breakMinutes: 60 },
  { name: '晚班', startsAt: '14:00', endsAt: '22:30', breakMinutes: 60 },
]
/** Where 赵明远 is, lunch and dinner are two parts of a day (两头班). */
const parts = [
  { name: '午市', startsAt: '10:30', endsAt: '14:00', breakMinutes: 0 },
  { name: '晚市', startsAt: '17:00', endsAt: '21:00', breakMinutes: 0 },
]

/** The week before, this one and the next in every store, published; one more that 赵明远 is still at. */
export function planRosters(telling: Telling, company: Company): void {
  const week = weekOf(telling.today)
  for (const [nth, [code, manager]] of Object.entries(company.managers).entries()) {
    const unitId = idOf(company.units, code)
    telling.at(telling.day(-40), 10 + nth / 20, async () => {
      for (const shift of code === 'tianyao' ? [...shifts, ...parts] : shifts)
        await addShift(telling.tx, telling.as(manager), addShiftInput.parse(shift))
    })
    for (const weeks of code === 'tianyao' ? [-1, 0, 1, 2] : [-1, 0, 1]) {
      const monday = addDays(week, weeks * 7)
      // on the Thursday before, or by now
      const day = [addDays(monday, -4), telling.day(-1)].sort()[0] ?? monday
      telling.at(day, 15 + nth / 20 + weeks / 4, () =>
        fill(telling, manager, { code, unitId }, monday, weeks < 2),
      )
    }
  }
}

/** Five days in seven for everybody, the day off moving on from week to week, and shifts in turn; where a day has two parts, some work both at the weekend. */
async function fill(
  telling: Telling,
  manager: Person,
  { code, unitId }: { code: string; unitId: string },
  week: string,
  publishes: boolean,
): Promise<void> {
  const { tx } = telling
  const actor = telling.as(manager)
  const known = await listShifts(tx, unitId, telling.localDay)
  const split = known.filter(one => parts.some(({ name }) => name === one.name))
  const offered = known.filter(one => !split.includes(one))
  const people = await listRosterPeople(tx, unitId, week)
  const turn = Math.round(Date.parse(week) / 604_800_000)
  const changes = people.flatMap(({ number, stays }, nth) =>
    daysOf(week).flatMap((day, weekday) => {
      const isOff = weekday === (nth + turn) % 7 || weekday === (nth + turn + 3) % 7
      const shift = offered[(nth + turn + (weekday > 3 ? 1 : 0)) % offered.length]
      if (!shift || isOff || absenceOn(stays, day) || day < telling.localDay) return []
      const worked = weekday > 4 && nth % 3 === 0 && split.length > 0 ? split : [shift]
      return [{ employee: number, day, shifts: worked.map(one => one.id), saw: [] }]
    }),
  )
  if (changes.length === 0) return
  await arrangeRoster(tx, actor, arrangeRosterInput.parse({ week, changes }))
  if (!publishes) return
  telling.now = new Date(telling.now.getTime() + 300_000)
  await publishRoster(tx, telling.as(manager), { week })
  // most look at once when they work
  for (const { userId } of people)
    if (userId && telling.chance(80))
      telling.after(2, async () => {
        await markRead(tx, telling.as(telling.person(userId), 'employee'), {
          path: `rosters/${code}?week=${week}`,
        })
      })
}
