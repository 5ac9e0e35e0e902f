import { all, forRoles, inSeatUnits, ownEmployee, seatPeople, type TablePolicy } from './kit'

export const rosters: Record<string, TablePolicy> = {
  // when a store works is said to whoever may come to it; another store's manager has no part in it
  shifts: {
    ...forRoles(['hr', 'executive', 'head', 'employee'], { select: all }),
    manager: {
      select: inSeatUnits('unit_id'),
      insert: inSeatUnits('unit_id'),
      update: inSeatUnits('unit_id'),
    },
  },
  // a store reads its roster also after somebody has gone; the person reads what was published of it
  roster_entries: {
    ...forRoles(['hr', 'executive'], { select: all }),
    // "is true": a head's people must not become the way in to a store's week, each of them looked up
    head: { select: `(${seatPeople('employee_id')}) is true` },
    manager: {
      select: inSeatUnits('unit_id'),
      insert: `${inSeatUnits('unit_id')} and ${seatPeople('employee_id')}`,
      update: { where: inSeatUnits('unit_id'), columns: ['published_at', 'filled_by_id'] },
      delete: inSeatUnits('unit_id'),
    },
    employee: { select: `${ownEmployee('employee_id')} and published_at is not null` },
  },
}
