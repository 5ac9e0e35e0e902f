import { weekOf } from '@/lib/rosters/rules'
import { type Kit, scene } from './kit'

/** The Monday of a week that is to be rostered. */
export const rosterWeek = ({ day }: Pick<Kit, 'day'>): string => weekOf(day(7))

/** Shifts of three stores, and whom they may put on them; on the Monday they are drafted already. */
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
    return { shift, rostered: employee.number }
  }
  const own = await shiftOf(units.tianyao, employees.wangmuyang)
  return scene({
    own,
    owned: { region: await shiftOf(units.nanxi, employees.guyan) },
    foreign: await shiftOf(strange.store, strange.person),
  })
}
