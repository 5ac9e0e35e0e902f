import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService } from '@/db/client'
import { dayIn, systemClock, zone } from '../clock'

/** People whose files are looked at in one transaction. */
const batch = 5_000

/** Looks at everybody's file: what the night has ended or begun, or what a new rule asks. @returns how many changed */
export async function renewFiles(today: string, most = batch): Promise<number> {
  let changed = 0
  let after: string | undefined
  do {
    after = await enterService('job', async tx => {
      const { rows: people } = await tx.execute<{ id: string }>(
        sql`select id from employees where ${after ? sql`id > ${after}` : sql`true`} order by id limit ${most}`,
      )
      const { rows } = await tx.execute<{ n: number }>(
        sql`select app.renew_file_states(${sql.param(people.map(one => one.id))}::uuid[], ${today}) as n`,
      )
      changed += rows[0]?.n ?? 0
      return people.length === most ? people.at(-1)?.id : undefined
    })
  } while (after)
  return changed
}

export async function renewFilesJob(): Promise<void> {
  await renewFiles(dayIn(zone, systemClock.now()))
}
