import { enterValue } from '@/lib/custom/commands'
import { type Kit, scene } from './kit'

/** A field of HR's own that people enter. */
export const customField = '00000000-0000-4000-8000-0000000f1e1d'
/** One that is sealed. */
export const sealedField = '00000000-0000-4000-8000-0000000f1e1e'
/** What the company asks of files. */
export const fileRule = '00000000-0000-4000-8000-00000000f11e'

/** Documents, what HR asks of files, and fields of its own. */
export async function files({ asHr, employees, one, sql, strange, users }: Kit) {
  await sql(
    `insert into custom_fields (id, name, name_en, kind, class, keeper, position, created_at)
     values ($1, '工服尺码', 'Uniform size', 'text', 'work', 'person', 1, now()),
       ($2, '公积金账号', 'Fund account', 'text', 'pay', 'hr', 2, now())`,
    [customField, sealedField],
  )
  await sql(`insert into file_rules (id, item, level, position) values ($1, 'photo', 'company', 20)`, [
    fileRule,
  ])
  for (const { number } of await sql<{ number: string }>('select number from employees'))
    await asHr((tx, actor) => enterValue(tx, actor, { number, fieldId: sealedField, value: 'GJJ-1' }))
  const fileOf = async ({ id }: { id: string }) => ({
    /** A document that waits for HR's look, and what HR asks its person for. */
    document: await one(
      `insert into documents (employee_id, kind, class, state, created_at) values ($1, 'diploma', 'work', 'unverified', now()) returning id`,
      [id],
    ),
    ask: await one(
      `insert into file_asks (employee_id, item, reason, due_on, asked_by_id, asked_by_name, asked_at)
       values ($1, 'photo', '换新', current_date, $2, '周岚', now()) returning id`,
      [id, users.zhoulan],
    ),
  })
  return scene({ own: await fileOf(employees.liwanqing), foreign: await fileOf(strange.person) })
}
