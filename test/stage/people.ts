import { enterIdentity } from '@/lib/identities/commands'
import { enterIdentityInput } from '@/lib/identities/input'
import { agreePay } from '@/lib/pay/commands'
import { agreePayInput } from '@/lib/pay/input'
import { type Kit, type Person, scene } from './kit'

export const passport = (index: number) => ({
  kind: 'passport',
  documentNumber: `P${1_000_000 + index}`,
  birthDate: '1990-01-01',
  gender: 'female',
})

/** People with their contracts and certificates, and what is said to them and about them. */
export async function people(kit: Kit) {
  const { asHr, employees, one, sql, strange, users } = kit
  const { liwanqing, wangmuyang, guyan } = employees
  const talks = { own: await talkOf(kit, wangmuyang), foreign: await talkOf(kit, strange.person) }
  await sql('insert into touchpoint_rhythms (unit_id, days, changed_at) values ($1, 60, now())', [
    kit.units.design,
  ])
  await sql('select app.renew_touchpoints(null, $1)', [kit.today])

  // everybody has a document but the stranger
  const others = await sql<{ number: string }>('select number from employees where number <> $1', [
    strange.person.number,
  ])
  for (const [index, { number }] of others.entries())
    await asHr((tx, actor) =>
      enterIdentity(tx, actor, enterIdentityInput.parse({ number, ...passport(index) })),
    )
  const tag = await one(`insert into tags (name, created_at) values ('内训师', now()) returning id`, [])
  await sql(
    `insert into employee_tags (tag_id, employee_id, given_by_name, given_at) values ($1, $2, '周岚', now())`,
    [tag, liwanqing.id],
  )
  const { own, owned, foreign } = await kit.ofPeople(person => recordsOf(kit, person))
  return scene({
    common: {
      /** A tag that 李婉清 has and 顾言 has not. */
      tag,
    },
    own: {
      ...own,
      employee: liwanqing.number,
      /** Whom the caller may write a note to. */
      noteTo: liwanqing.number,
      /** Somebody in a store who is owed a talk, and one with them that has to be followed up. */
      talkTo: wangmuyang.number,
      talk: talks.own,
    },
    owned: {
      manager: { ...owned.manager, employee: wangmuyang.number, noteTo: wangmuyang.number },
      region: { ...owned.region, employee: guyan.number, noteTo: guyan.number },
      employee: { noteTo: users.zhoulan },
    },
    mine: await kit.ofEach(login => {
      const [user, other] = [users[login], users[login === 'guyan' ? 'fangjing' : 'guyan']]
      return notesOf(kit, user, other)
    }),
    foreign: {
      ...foreign,
      employee: strange.person.number,
      noteTo: strange.person.number,
      talkTo: strange.person.number,
      talk: talks.foreign,
    },
  })
}

async function talkOf({ one, sql, units, users }: Kit, { id }: { id: string }): Promise<string> {
  const talk = await one(
    `insert into touchpoints (employee_id, store_unit_id, home_unit_id, author_user_id, author_name, happened_on, way, created_at)
     values ($1, $2, $3, $4, 'x', '2026-01-01', 'call', now()) returning id`,
    [id, units.tianyao, units.catering, users.xutinglan],
  )
  await sql(
    `insert into touchpoint_notes (touchpoint_id, employee_id, topic, follow_up_on) values ($1, $2, 'work', '2030-01-01')`,
    [talk, id],
  )
  return talk
}

async function notesOf({ one }: Kit, user: string, other: string) {
  const noteOf = (author: string, receiver: string) =>
    one(
      `insert into thanks_notes (kind, topic, body, relation, author_user_id, author_name, author_role, receiver_user_id, receiver_name, created_at)
       values ('thanks', 'care', '谢谢', 'contact', $1, 'x', 'x', $2, 'x', now()) returning id`,
      [author, receiver],
    )
  return {
    /** A note that the caller wrote, and one that was written to them. */
    note: await noteOf(user, other),
    given: await noteOf(other, user),
  }
}

/** What is in somebody's file, in its first state. */
async function recordsOf({ asHr, one }: Kit, { id }: Person) {
  const contract = await one(
    `insert into contracts (employee_id, kind, signed_on, starts_on, ends_on, position, place, created_at)
     values ($1, 'fixed_term', '2024-03-01', '2024-03-01', '2027-03-01', '厨师', '上海', now()) returning id`,
    [id],
  )
  const words = agreePayInput.parse({ contractId: contract, startsOn: '2026-01-01', base: '8000' })
  await asHr((tx, actor) => agreePay(tx, actor, words))
  return {
    contract,
    /** Pay that was agreed on from the first day of 2026. */
    pay: await one('select id from contract_pays where contract_id = $1', [contract]),
    certificate: await one(
      `insert into certificates (employee_id, kind, name, issued_by, issued_on, created_at)
       values ($1, 'skill', '西式面点师', 'x', '2020-01-01', now()) returning id`,
      [id],
    ),
    earlierJob: await one(
      `insert into earlier_jobs (employee_id, company, position, starts_on, ends_on, created_at)
       values ($1, 'x', 'x', '2020-01-01', '2022-01-01', now()) returning id`,
      [id],
    ),
  }
}
