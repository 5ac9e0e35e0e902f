import { addDays } from '@/lib/clock'
import { weekOf } from '@/lib/rosters/rules'
import { type Kit, scene } from './kit'

/** The Monday of a week that is to be rostered. */
export const rosterWeek = ({ day }: Pick<Kit, 'day'>): string => weekOf(day(7))

/** Shifts of three stores, and whom they may put on them; on the Monday they are drafted already, on the Wednesday one is open. */
export async function rosters(kit: Kit) {
  const { employees, one, strange, units } = kit
  const shiftOf = async (unitId: string, employee: { id: string; number: string }) => {
    const shift = await one(
      `insert into shifts (unit_id, name, starts_at, ends_at, break_minutes, created_at) values ($1, '早班', '09:00', '17:00', 30, now()) returning id`,
      [unitId],
    )
    await kit.sql(
      `insert into roster_entries (unit_id, employee_id, employee_name, shift_id, on_day, starts_at, ends_at, break_minutes, created_at)
       select $1, e.id, e.name, $2, $3, $3::date + interval '1 hour', $3::date + interval '9 hours', 30, now() from employees e where e.id = $4`,
      [unitId, shift, rosterWeek(kit), employee.id],
    )
    const openShift = await one(
      `insert into roster_entries (unit_id, employee_id, employee_name, shift_id, on_day, starts_at, ends_at, break_minutes, status, released_at, released_by_id, created_at)
       select $1, e.id, e.name, $2, $3, $3::date + interval '1 hour', $3::date + interval '9 hours', 30, 'released', now(),
         (select id from requests order by id limit 1), now() from employees e where e.id = $4 returning id`,
      [unitId, shift, addDays(rosterWeek(kit), 2), employee.id],
    )
    return { shift, openShift, rostered: employee.number }
  }
  const own = await shiftOf(units.tianyao, employees.wangmuyang)
  return scene({
    own,
    owned: { region: await shiftOf(units.nanxi, employees.guyan) },
    foreign: await shiftOf(strange.store, strange.person),
  })
}
