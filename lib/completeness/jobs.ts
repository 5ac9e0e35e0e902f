import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { dayIn, systemClock, zone } from '../clock'

/** Looks at everybody's file: what the night has ended or begun, or what a new rule asks. @returns how many changed */
export async function renewFiles(tx: Tx, today: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`select app.renew_file_states(null, ${today}) as n`)
  return rows[0]?.n ?? 0
}

export async function renewFilesJob(): Promise<void> {
  await enterService('job', tx => renewFiles(tx, dayIn(zone, systemClock.now())))
}
