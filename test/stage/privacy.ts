import { keyFor } from '@/lib/vault'
import { type Kit, scene } from './kit'

/** What people ask of their own data, what they propose for it, and whose has to go. */
export async function privacy(kit: Kit) {
  const { liwanqing, wangmuyang } = kit.employees
  const stranger = kit.strange.person
  return scene({
    own: {
      ...(await wishesOf(kit, liwanqing.id, '1')),
      ...(await erasuresOf(kit, '1')),
      // only one may stand for a person, and an action places 李婉清's
      hold: await holdOf(kit, wangmuyang.id),
    },
    foreign: {
      ...(await wishesOf(kit, stranger.id, '2')),
      ...(await erasuresOf(kit, '2')),
      hold: await holdOf(kit, stranger.id),
    },
  })
}

async function wishesOf(kit: Kit, employeeId: string, n: string) {
  const { day, one, sql } = kit
  const rights = `QL-2020-000${n}`
  await sql(
    `insert into rights_requests (number, employee_id, user_id, kind, categories, reason, due_on, created_at)
     select $2, id, user_id, 'erase', '{emergency}', '\\x00', $3, now() from employees where id = $1`,
    [employeeId, rights, day(30)],
  )
  return {
    /** A copy of somebody's data, and what they ask to have erased. */
    copy: await one(
      `insert into own_copies (employee_id, user_id, locale, status, reason, created_at, expires_at)
       select id, user_id, 'zh-CN', 'failed', 'broken', now(), now() + interval '7 days' from employees where id = $1 returning id`,
      [employeeId],
    ),
    rights,
    /** What somebody proposes for their own file: in HR's hands, and sent back. */
    proposal: await proposalOf(kit, employeeId, `ZL-2020-00${n}1`, 'address', 'in_progress'),
    proposalBack: await proposalOf(kit, employeeId, `ZL-2020-00${n}2`, 'contact', 'returned'),
  }
}

async function proposalOf(
  { asHr, one, sql }: Kit,
  employeeId: string,
  number: string,
  kind: 'address' | 'contact',
  status: 'in_progress' | 'returned',
): Promise<string> {
  const id = await one(
    `insert into requests (number, definition_id, subject, applicant_user_id, applicant_name, employee_id, employee_user_id, facts, summary, status, stage_position, submitted_at)
     select $2, d.id, 'proposal', e.user_id, e.name, e.id, e.user_id, jsonb_build_object('kind', $4::text), '{}', $3::text, case when $3::text = 'in_progress' then 2 end, now()
     from employees e, workflow_definitions d where d.subject = 'proposal' and e.id = $1 returning id`,
    [employeeId, number, status, kind],
  )
  await sql(
    'insert into request_parties (request_id, user_id) select $1, user_id from employees where id = $2',
    [id, employeeId],
  )
  const proposed = { values: { currentAddress: '上海市' }, reason: '搬家' }
  const sealed = await asHr(async tx =>
    (await keyFor(tx, employeeId)).seal(`proposals:proposed:${id}`, JSON.stringify(proposed)),
  )
  await sql(
    `insert into proposals (request_id, employee_id, kind, fields, proposed, changed_at) values ($1, $2, $3, '{currentAddress}', $4, now())`,
    [id, employeeId, kind, sealed],
  )
  return number
}

/** What keeps somebody's data. */
const holdOf = ({ one, users }: Kit, employeeId: string): Promise<string> =>
  one(
    `insert into erasure_holds (employee_id, reason, placed_by_id, placed_by_name, placed_at) values ($1, '仲裁', $2, '周岚', now()) returning id`,
    [employeeId, users.zhoulan],
  )

async function erasuresOf({ one, units, users }: Kit, n: string) {
  const erasureOf = async (number: string, proposer: [id: string, name: string, at: Date] | []) => {
    const gone = await one(
      `insert into employees (number, name, name_pinyin, name_initials, name_grams, home_unit_id, hired_on, left_on)
       values ($1, '旧人', 'jiuren', 'jr', '{}', $2, '2019-03-01', '2020-03-01') returning id`,
      [number, units.catering],
    )
    const [by, name, at] = proposer
    return one(
      `insert into erasures (number, employee_id, due_on, listed_at, proposed_by_id, proposed_by_name, proposed_at)
       values ($1, $2, '2022-03-01', now(), $3, $4, $5) returning id`,
      [`MC-2026-${number}`, gone, by, name, at],
    )
  }
  return {
    /** Somebody who left long ago: listed, and proposed by another of HR. */
    erasable: await erasureOf(`E080${n}1`, []),
    proposed: await erasureOf(`E080${n}2`, [users.xutinglan, '许听澜', new Date()]),
  }
}
