import { addDays } from '@/lib/clock'
import { rosterWeek } from '../stage/rosters'
import type { Form } from './kit'

const facts = { name: '夜班', startsAt: '22:00', endsAt: '06:00', breakMinutes: '30' }

export const rosters: Record<string, Form> = {
  'rosters/addShift': { aimless: true, by: 'manager', fields: () => facts },
  'rosters/changeShift': {
    by: 'manager',
    fields: aim => ({ shiftId: aim.shift, revision: '1', ...facts }),
  },
  'rosters/endShift': { by: 'manager', fields: aim => ({ shiftId: aim.shift, revision: '1' }) },
  'rosters/arrangeRoster': {
    by: 'manager',
    fields: (aim, stage) => {
      const week = rosterWeek(stage)
      const change = { employee: aim.rostered, day: addDays(week, 1), shifts: [aim.shift], saw: [] }
      return { week, changes: JSON.stringify([change]) }
    },
  },
  'rosters/copyRosterWeek': {
    aimless: true,
    by: 'manager',
    fields: (_, stage) => ({ week: addDays(rosterWeek(stage), 7) }),
  },
  'rosters/dropOpenShift': { by: 'manager', fields: aim => ({ entryId: aim.openShift }) },
  'rosters/publishRoster': {
    aimless: true,
    by: 'manager',
    fields: (_, stage) => ({ week: rosterWeek(stage) }),
  },
}
