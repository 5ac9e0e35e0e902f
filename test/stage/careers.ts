import { requestConfirmation } from '@/lib/confirmations/commands'
import { requestLeaving } from '@/lib/leavings/commands'
import { requestRenewal } from '@/lib/renewals/commands'
import { approveRequest, sendBackRequest } from '@/lib/requests/commands'
import { type Kit, type Person, scene } from './kit'

/** Requests about careers, by what can be done with them. */
export async function careers(kit: Kit) {
  const { as, asHr, asSelf, employees, one, sentBack } = kit
  const { number: probationer } = await signed(kit, '员工六')
  const { number: assessed } = await signed(kit, '员工七')
  const confirmation = await asHr((tx, actor) =>
    requestConfirmation(tx, actor, { employee: assessed, outcome: 'confirm', assessment: '稳定' }),
  )
  const renewal = async (employee: string): Promise<string> => {
    const offer = { employee, kind: 'open_ended' as const, position: '厨师', place: '上海', note: '续签' }
    return (await asHr((tx, actor) => requestRenewal(tx, actor, offer))).number
  }
  const offered = await signed(kit, '员工八')
  const renewalBack = await renewal(offered.number)
  await asSelf(offered.token, (tx, actor) =>
    sendBackRequest(tx, actor, { number: renewalBack, reason: '再想想' }),
  )
  const leavingOf = async (name: string): Promise<string> => {
    const { number: employee } = await kit.worker(name)
    const input = { employee, reason: 'family', lastOn: kit.day(30) }
    return (await asHr((tx, actor) => requestLeaving(tx, actor, input))).number
  }
  const leaving = await leavingOf('员工九')
  for (const login of ['hejun', 'xutinglan'] as const)
    await as(login, 'hq', (tx, actor) => approveRequest(tx, actor, { number: leaving }))
  return scene({
    common: {
      /** Somebody whose probation can be decided about. */
      probationer,
      confirmationBack: await sentBack(confirmation.number),
      renewalWaiting: await renewal(employees.liwanqing.number),
      renewalBack,
      leavingBack: await sentBack(await leavingOf('员工十')),
      leaving,
      leavingItem: await one(
        `select i.id from leaving_items i join requests r on r.id = i.request_id where r.number = $1 and i.item = 'moveFile'`,
        [leaving],
      ),
      leavingReason: await one(`select id from leaving_reasons where code = 'family'`, []),
      left: await gone(kit, '员工十一'),
    },
  })
}

/** Somebody with a contract, on probation. */
async function signed({ day, sql, worker }: Kit, name: string): Promise<Person> {
  const person = await worker(name)
  await sql(
    `insert into contracts (employee_id, kind, signed_on, starts_on, ends_on, probation_ends_on, position, place, created_at)
     values ($1, 'fixed_term', $2, $2, $3, $4, '厨师', '上海', now())`,
    [person.id, day(-60), day(1100), day(30)],
  )
  return person
}

/** Somebody who has left. */
async function gone(kit: Kit, name: string): Promise<string> {
  const { id, number } = await signed(kit, name)
  await kit.sql(`update employees set left_on = '2026-01-01' where id = $1`, [id])
  await kit.sql(`update assignments set ends_on = '2026-01-01' where employee_id = $1`, [id])
  return number
}
