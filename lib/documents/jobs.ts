import 'server-only'
import { enterService } from '@/db/client'
import { systemClock } from '../clock'
import { type Storage, storage } from '../storage'
import { listKnownFiles } from './queries'

/** Younger files may belong to a transaction that is still under way, or to a copy of the database that is just being restored. */
const daysUntilForgotten = 7
const atOnce = 500

/** Removes files that no version has: the transaction that put them was rolled back, or broke off. */
export async function removeOrphansJob(): Promise<void> {
  const now = systemClock.now()
  await removeOrphans(storage(), new Date(now.getTime() - daysUntilForgotten * 24 * 3_600_000))
}

/** @returns how many were removed */
export async function removeOrphans(files: Storage, before: Date): Promise<number> {
  let removed = 0
  let names: string[] = []
  const settle = async () => {
    const known = new Set(await enterService('job', tx => listKnownFiles(tx, names)))
    for (const name of names.filter(one => !known.has(one))) {
      await files.remove(name)
      removed++
    }
    names = []
  }
  for await (const name of files.list(before)) {
    names.push(name)
    if (names.length >= atOnce) await settle()
  }
  await settle()
  return removed
}
