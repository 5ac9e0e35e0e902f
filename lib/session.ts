import 'server-only'
import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { after } from 'next/server'
import { cache } from 'react'
import { enter, enterService, type Seat, SeatNotTheirs, SessionOver, type Tx } from '@/db/client'
import { env } from '@/env'
import type { Actor, Portal, Role } from './actor'
import { systemClock } from './clock'
import { isTransient } from './failure'
import { grantCookie, type SeatAddress, seatHeader, seatOfPath } from './seat'

/** `__Host-` needs https; without it (localhost) the same cookie goes by its plain name. */
export const sessionCookie = () => (env.publicUrl.startsWith('https:') ? '__Host-outpost' : 'outpost-session')

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

type Work<T> = (tx: Tx, actor: Actor) => Promise<T>

/** Reads in the seat of the current address: one transaction, one consistent picture. Strangers go to /login. */
export async function query<T>(work: Work<T>): Promise<T> {
  return forPage(() => inSeat('read', work))
}

/** Reads and writes in the seat of the current address; all of it or none. */
export async function command<T>(work: Work<T>): Promise<T> {
  return forPage(() => inSeat('write', work))
}

/** The caller, read once per request. */
export const currentActor = cache((): Promise<Actor> => query(async (_tx, actor) => actor))

/** For route handlers: the same door, answering 401 and 404 instead of pages. */
export async function answer(work: Work<unknown>): Promise<Response> {
  const headers = { 'cache-control': 'private, no-store' }
  try {
    return Response.json(await inSeat('read', work), { headers })
  } catch (error) {
    if (error instanceof SessionOver) return Response.json({ code: 'session' }, { status: 401, headers })
    if (error instanceof SeatNotTheirs) return Response.json({ code: 'notFound' }, { status: 404, headers })
    throw error
  }
}

async function forPage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SessionOver) redirect('/login')
    if (error instanceof SeatNotTheirs) notFound()
    throw error
  }
}

const tries = 5

/** Enters the seat that the address names. Transient refusals of a write are tried again, with growing pauses. */
export async function inSeat<T>(mode: 'read' | 'write', work: Work<T>): Promise<T> {
  const [address, who] = [await seatAddress(), await caller()]
  for (let attempt = 1; ; attempt++) {
    try {
      return await enter(
        address.portal,
        { ...who, unitCode: 'unitCode' in address ? address.unitCode : undefined },
        mode,
        (tx, seat) => {
          if (seat.is_stale) after(() => stayAwake(who.tokenHash, address.portal))
          return work(tx, actorOf(seat, address.portal))
        },
      )
    } catch (error) {
      if (attempt >= tries || !isTransient(error)) throw error
      await new Promise(resolve => setTimeout(resolve, attempt * 40 * (0.5 + Math.random())))
    }
  }
}

async function seatAddress(): Promise<SeatAddress> {
  const address = seatOfPath((await headers()).get(seatHeader) ?? '')
  if (!address) throw new SeatNotTheirs()
  return address
}

async function caller(): Promise<{ tokenHash: string; grant?: string }> {
  const jar = await cookies()
  const token = jar.get(sessionCookie())?.value
  if (!token) throw new SessionOver()
  const grant = jar.get(grantCookie)?.value
  return { tokenHash: hashToken(token), grant: grant && /^[0-9a-f-]{36}$/.test(grant) ? grant : undefined }
}

function actorOf(seat: Seat, portal: Portal): Actor {
  return {
    userId: seat.user_id,
    name: seat.user_name,
    role: seat.role as Role,
    portal,
    grantId: seat.grant_id,
    employeeId: seat.employee_id,
    unitId: seat.unit_id,
    unitCode: seat.unit_code,
    unitName: seat.unit_name,
    locale: seat.locale,
    theme: seat.theme,
    sessionId: seat.session_id,
    mustChangePassword: seat.must_change,
    now: systemClock.now(),
    today: seat.today,
  }
}

/** Minutes without a request after which a session ends: short at headquarters, where the most is seen. */
export const idleMinutes: Record<Portal, number> = { hq: 30, store: 12 * 60, me: 12 * 60 }

async function stayAwake(tokenHash: string, portal: Portal): Promise<void> {
  await enterService('auth', tx =>
    tx.execute(sql`update sessions set last_seen_at = now(), idle_expires_at = now() + make_interval(mins => ${idleMinutes[portal]})
      where token_hash = ${tokenHash} and revoked_at is null and idle_expires_at > now()`),
  )
}
