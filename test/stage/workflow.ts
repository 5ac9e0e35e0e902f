import { approveRequest, joinRequest } from '@/lib/requests/commands'
import { requestTransfer } from '@/lib/transfers/commands'
import type { Login } from '../world'
import { type Kit, type Person, scene } from './kit'

/** Transfers at every stage, and what the way home of somebody asks. */
export async function workflow(kit: Kit) {
  const { day, employees, one, strange, units } = kit
  const { dispatch, ask, askAs, sign } = transfersOf(kit)
  const own = employees.liwanqing.number

  // Days that do not overlap, so that all of this may be under way for one person at once.
  const approved = await sign(await askAs('liwanqing', 'me', dispatch(own, 10, 30)), 4)
  const confirm = await askAs('zhoulan', 'hq', dispatch(own, 50, 80))
  // with them long enough for a nudge
  await kit.sql(
    `update request_stages s set entered_at = s.entered_at - interval '1 day' from requests r where r.id = s.request_id and r.number = $1`,
    [confirm],
  )
  const returned = await kit.sentBack(await askAs('liwanqing', 'me', dispatch(own, 100, 130)))
  const atStage = async (times: number): Promise<string> => {
    const person = await kit.worker(`员工${times}`)
    return sign(await ask(person, dispatch(person.number, 20, 120)), times)
  }
  const [department, store, hr, executive] = [
    await atStage(0),
    await atStage(1),
    await atStage(2),
    await atStage(3),
  ]
  const joined = await kit.worker('员工五')
  const forSpecialist = await ask(joined, dispatch(joined.number, 20, 120))
  await kit.as('hejun', 'hq', (tx, actor) =>
    joinRequest(tx, actor, { number: forSpecialist, to: kit.users.yezhen }),
  )
  const { colleague } = strange
  const foreign = await ask(colleague, dispatch(colleague.number, 20, 120, units.baoli))
  const foreignReturned = await ask(colleague, dispatch(colleague.number, 200, 220, units.baoli))
  await kit.sentBack(foreignReturned, 'zhoulan')

  const consentOf = (number: string): Promise<string> =>
    one('select c.id from consents c join requests r on r.id = c.request_id where r.number = $1', [number])
  const home = (employee: string): Record<string, string> => ({
    employee,
    kind: 'return',
    effectiveOn: day(20),
    reason: '返回',
  })
  return scene({
    common: {
      /** An item of the hand-over list that is the caller's side. */
      item: 'contractPlaceOfWork',
    },
    own: {
      /** A transfer whose open stage is the caller's, where they have one. */
      request: department,
      /** One that waits for somebody else. */
      waiting: confirm,
      returned,
      approved,
      consent: await consentOf(approved),
      /** One that was withdrawn, for where its person works. */
      pastConsent: await one(
        `insert into consents (employee_id, unit_id, partner_id, request_id, includes_performance, includes_training, notice_version, given_at, withdrawn_at)
         select r.employee_id, $2, $3, r.id, false, false, '2026-01', now(), now() from requests r where r.number = $1 returning id`,
        [confirm, units.catering, kit.partners.hefeng],
      ),
      transfer: dispatch(own, 150, 180) as Record<string, string>,
    },
    owned: {
      hr: { request: hr },
      executive: { request: executive },
      head: { item: 'handOverWork' },
      specialist: { request: forSpecialist },
      manager: { request: store, item: 'badgeAndUniform', transfer: home(employees.wangmuyang.number) },
      region: { request: store, item: 'badgeAndUniform', transfer: home(employees.guyan.number) },
      employee: { request: confirm, item: 'readStoreRules' },
    },
    foreign: {
      request: foreign,
      waiting: foreign,
      returned: foreignReturned,
      approved: foreign,
      consent: await consentOf(foreign),
      pastConsent: await consentOf(foreign),
      transfer: home(strange.person.number),
    },
  })
}

/** How transfers are asked for, and signed by one after the other. */
function transfersOf({ as, asSelf, day, units }: Kit) {
  const dispatch = (number: string, from: number, to: number, toUnitId = units.tianyao) => ({
    employee: number,
    kind: 'dispatch' as const,
    toUnitId,
    effectiveOn: day(from),
    endsOn: day(to),
    reason: '派驻',
    consentBase: 'yes' as const,
  })
  type Dispatch = ReturnType<typeof dispatch>
  const signers = [
    ['hejun', 'hq'],
    ['zhaomingyuan', 'store/tianyao'],
    ['zhoulan', 'hq'],
    ['sunli', 'hq'],
  ] as const
  return {
    dispatch,
    ask: async ({ token }: Person, input: Dispatch) =>
      (await asSelf(token, (tx, actor) => requestTransfer(tx, actor, input))).number,
    askAs: async (login: Login, seat: 'hq' | 'me', input: Dispatch) =>
      (await as(login, seat, (tx, actor) => requestTransfer(tx, actor, input))).number,
    sign: async (number: string, times: number): Promise<string> => {
      for (const [login, seat] of signers.slice(0, times))
        await as(login, seat, (tx, actor) => approveRequest(tx, actor, { number }))
      return number
    },
  }
}
