import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService } from '@/db/client'
import { keysOf } from '../vault'
import { birthdayFinder, placeOf } from './queries'

const batch = 500

/** Notes by what birthdays are found for files from before they were: each night what is missing, which is nothing once it ran. */
export async function noteBirthdaysJob(): Promise<void> {
  let after: string | undefined
  do {
    after = await enterService('job', async tx => {
      const { rows } = await tx.execute<{ id: string; birthDate: Buffer }>(
        sql`select employee_id as id, birth_date as "birthDate" from app.missing_birthdays(${after ?? null}, ${batch})`,
      )
      const keys = await keysOf(
        tx,
        rows.map(row => row.id),
      )
      const known = rows.flatMap(({ id, birthDate }) => {
        const day = keys.get(id)?.unseal(placeOf('birthDate', id), birthDate)
        return day ? [{ id, finder: birthdayFinder(day.slice(5)) }] : []
      })
      await tx.execute(
        sql`select app.note_birthdays(${sql.param(known.map(one => one.id))}::uuid[], ${sql.param(known.map(one => one.finder))}::bytea[])`,
      )
      return rows.at(-1)?.id
    })
  } while (after)
}
