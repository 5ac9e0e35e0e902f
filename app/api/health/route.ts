import { sql } from 'drizzle-orm'
import { NextResponse } from 'next/server'
import { enterService } from '@/db/client'
import { env } from '@/env'
import { version } from '@/package.json'

export const dynamic = 'force-dynamic'

const lateAfterSeconds = 45

type WorkerState = 'ok' | 'late' | 'off'

/** For load balancers and the start script: 200 when this web server and its database work. */
export async function GET(): Promise<NextResponse> {
  const worker = await workerState().catch(() => undefined)
  const works = worker !== undefined
  return NextResponse.json(
    {
      status: works ? 'ok' : 'failing',
      database: works ? 'ok' : 'unreachable',
      worker: worker ?? 'off',
      version,
    },
    { status: works ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}

/** Also proves that the door opens: login, functions and policies are there. */
async function workerState(): Promise<WorkerState> {
  const { rows } = await enterService('auth', tx =>
    tx.execute<{ age: number | null }>(
      sql`select extract(epoch from now() - max(at))::float8 as age from worker_heartbeats`,
    ),
  )
  const age = rows[0]?.age
  if (age === null || age === undefined) return env.worker === 'off' ? 'off' : 'late'
  return age > lateAfterSeconds ? 'late' : 'ok'
}
