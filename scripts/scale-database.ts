import pg from 'pg'
import { ensureDatabase } from '../db/cluster'
import { migrate } from '../db/migrate'
import { type CrowdSize, fillCrowd, hasCrowd } from '../db/seeds/crowd'
import { env } from '../env'
import { say, step } from './progress'

export const scaleDatabase = (employees: number): string => `outpost_scale_${employees}`

async function dropDatabase(url: string, name: string): Promise<void> {
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  const client = new pg.Client({ connectionString: maintenance.href })
  await client.connect()
  try {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`)
  } finally {
    await client.end()
  }
}

export const storesFor = (employees: number): number => Math.max(20, Math.round(employees / 50))

/** The address of a migrated database with a company of that size, which is made where there is none of it yet. */
export async function openCrowd(url: string, employees: number): Promise<string> {
  const name = scaleDatabase(employees)
  const size = { employees, stores: storesFor(employees) }
  const target = await ensureDatabase(url, name)
  if (await hasCrowd(target, size)) await migrate({ url: target, secret: env.secret })
  else await step(`A company of ${employees}`, () => makeCrowd(url, size, line => say(`  ${line}`)))
  return target
}

/** A company of that size in place of what its database held. */
export async function makeCrowd(url: string, size: CrowdSize, log: (line: string) => void): Promise<void> {
  const name = scaleDatabase(size.employees)
  await dropDatabase(url, name)
  const target = await ensureDatabase(url, name)
  await migrate({ url: target, secret: env.secret })
  await fillCrowd({ ...size, url: target, log })
}
