import { fork } from 'node:child_process'
import { join } from 'node:path'
import pg from 'pg'
import { closePools, enter } from '../db/client'
import { env, SetupProblem, setDatabase } from '../env'
import { actorOf } from '../lib/actor'
import { systemClock } from '../lib/clock'
import { enterIdentity } from '../lib/identities/commands'
import { enterIdentityInput } from '../lib/identities/input'
import { getMaskedFile } from '../lib/identities/queries'
import { hashToken } from '../lib/session-token'
import type { Looked, LookOrder } from './bench-looks'
import { openSession } from './bench-server'
import { openDatabase } from './database'
import { complain, say } from './progress'
import { openCrowd } from './scale-database'

// npm run bench-reveals: sealed values that are opened. Looks, each written down in the transaction that answers it, from processes of
// their own; and files as pages show them, every value of which is opened to be masked.
//   --processes=2  --connections=8  --seconds=10

const processes = option('processes', 2)
const connections = option('connections', 8)
const seconds = option('seconds', 10)
const wanted = 1000
const employees = 1000

type Person = { id: string; number: string }

const close: (() => Promise<unknown> | undefined)[] = []
try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  complain(error)
  process.exitCode = 1
} finally {
  for (const one of close.reverse()) await one()
}

async function main(): Promise<boolean> {
  const { url, cluster } = await openDatabase(say)
  close.push(() => cluster?.stop())
  const target = await openCrowd(url, employees)
  const client = new pg.Client({ connectionString: target })
  await client.connect()
  close.push(() => client.end())
  setDatabase(target, env.secret)
  close.push(closePools)
  const token = await openSession(client, 'zhoulan')
  const people = await sealEverybody(client, token)
  const count = async (): Promise<number> =>
    (await client.query<{ n: number }>('select count(*)::int as n from reveals')).rows[0]?.n ?? 0

  const before = await count()
  const said = await Promise.all(
    Array.from({ length: processes }, () =>
      lookAround({ url: target, secret: env.secret, token, people, connections, seconds }),
    ),
  )
  const looks = said.reduce((sum, one) => sum + one.looks, 0)
  const wrong = said.reduce((sum, one) => sum + one.wrong, 0)
  const cpu = said.reduce((sum, one) => sum + one.cpu, 0) / Math.max(looks, 1)
  const took = said.flatMap(one => one.took).sort((one, other) => one - other)
  const at = (part: number): string => (took[Math.floor(took.length * part)] ?? 0).toFixed(1)
  const logged = (await count()) - before
  say(
    `Looks with their row in the log: ${Math.round(looks / seconds)} per second (${processes} processes, ${connections} connections each), p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, ${cpu.toFixed(2)} ms of the processor beside the database; ${logged} rows for ${looks} looks, ${wrong} wrong`,
  )
  const opened = await openFiles(token, people)
  say(`Values opened for masked files: ${opened} per second in one process`)
  const isMet = opened >= wanted && looks / seconds >= wanted
  say(`At least ${wanted} per second: ${isMet ? 'met' : 'not met'}`)
  return isMet && wrong === 0 && logged === looks
}

/** Everybody gets a passport, entered as HR does. */
async function sealEverybody(client: pg.Client, token: string): Promise<Person[]> {
  const { rows } = await client.query<Person & { document: string; isSealed: boolean }>(`
    select e.id, e.number, 'P' || lpad((row_number() over (order by e.number))::text, 8, '0') as document, i.employee_id is not null as "isSealed"
    from employees e left join identities i on i.employee_id = e.id where e.left_on is null order by e.number limit 1000`)
  const missing = rows.filter(row => !row.isSealed)
  const facts = { kind: 'passport', birthDate: '1990-02-03', gender: 'female', currentAddress: '上海市' }
  while (missing.length > 0) {
    const some = missing.splice(0, 100)
    await enter('hq', { tokenHash: hashToken(token) }, 'write', async (tx, seat) => {
      const actor = actorOf(seat, 'hq', systemClock.now())
      for (const { number, document } of some)
        await enterIdentity(
          tx,
          actor,
          enterIdentityInput.parse({ ...facts, number, documentNumber: document }),
        )
    })
  }
  return rows.map(({ id, number }) => ({ id, number }))
}

function lookAround(order: LookOrder): Promise<Looked> {
  const child = fork(join('scripts', 'bench-looks.ts'), {
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
  })
  close.push(async () => child.kill())
  return new Promise((done, failed) => {
    child.once('message', (said: Looked) => done(said))
    child.once('exit', () => failed(new Error('Whoever looked ended')))
    child.send(order)
  })
}

/** Masked files one after the other, three sealed values in each. */
async function openFiles(token: string, people: Person[]): Promise<number> {
  let values = 0
  const begun = performance.now()
  while (performance.now() - begun < seconds * 1000)
    await enter('hq', { tokenHash: hashToken(token) }, 'read', async tx => {
      for (const { id } of people.slice(0, 100)) {
        const { identity } = await getMaskedFile(tx, id)
        if (!identity) continue
        values += [identity.number, identity.birthDate, identity.currentAddress].filter(Boolean).length
      }
    })
  return Math.round(values / ((performance.now() - begun) / 1000))
}

function option(name: string, usual: number): number {
  const given = process.argv.find(one => one.startsWith(`--${name}=`))?.slice(name.length + 3)
  const value = Number(given ?? usual)
  if (!(value > 0)) throw new SetupProblem(`--${name} is a number above 0.`)
  return value
}
