import { enterService } from '@/db/client'
import { enrol } from '@/lib/enrolments/commands'
import { enrolInput } from '@/lib/enrolments/input'
import { newId } from '@/lib/id'
import { placeOfRecord } from '@/lib/insurance/queries'
import { addScheme } from '@/lib/schemes/commands'
import { keysOf } from '@/lib/vault'
import { type Kit, scene } from './kit'

export async function insurance(kit: Kit) {
  const { asHr, employees, one, strange, users } = kit
  const { id: scheme } = await asHr((tx, actor) => addScheme(tx, actor, { city: '上海', residence: 'any' }))
  const reckoningOf = (month: string): Promise<string> =>
    one(
      `insert into insurance_runs (month, status, changed, asked_by_user_id, asked_by_name, asked_at)
       values ($1, 'draft', 1, $2, '周岚', now()) returning id`,
      [month, users.zhoulan],
    )
  const issued = await reckoningOf('2026-01-01')
  const { own, owned, foreign } = await kit.ofPeople(async ({ id, number }) => {
    const said = { number, schemeId: scheme, from: '2026-01', insuranceBase: '8000' }
    await asHr((tx, actor) => enrol(tx, actor, enrolInput.parse(said)))
    return {
      enrolment: await one('select id from insurance_enrolments where employee_id = $1', [id]),
      month: await monthOf(kit, id, issued),
    }
  })
  return scene({
    common: {
      scheme,
      /** A month that waits to be issued. */
      reckoning: await reckoningOf('2026-02-01'),
    },
    own: {
      ...own,
      /** Somebody who is in no scheme. */
      free: employees.zhoulan.number,
    },
    owned,
    foreign: { ...foreign, free: strange.colleague.number },
  })
}

/** Somebody's part of a month, that was issued. */
async function monthOf({ one }: Kit, employeeId: string, runId: string): Promise<string> {
  const id = newId()
  const sealed = await enterService('job', async tx =>
    (await keysOf(tx, [employeeId]))
      .get(employeeId)
      ?.seal(placeOfRecord(id), JSON.stringify({ lines: [], company: 0, person: 0 })),
  )
  return one(
    `insert into insurance_records (id, run_id, month, employee_id, version, city, residence, sealed, fingerprint, issued_at)
     values ($1, $2, '2026-01-01', $3, 1, '上海', 'any', $4, 'x', now()) returning id`,
    [id, runId, employeeId, sealed],
  )
}
