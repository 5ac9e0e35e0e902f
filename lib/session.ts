import 'server-only'
import { sql } from 'drizzle-orm'
import { cookies, headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { enter, enterService, SeatNotTheirs, SessionOver, type Tx } from '@/db/client'
import { env } from '@/env'
import { type Actor, actorOf, type Portal } from './actor'
import { systemClock } from './clock'
import { Failure, isTransient, isUnreadable } from './failure'
import { nothingRuns, plainHeaders } from './headers'
import { isId } from './id'
import { describeError, log } from './log'
import { Reading } from './reading'
import { grantCookie, nowhere, type SeatAddress, seatHeader, seatOfPath } from './seat'
import { hashToken } from './session-token'

/** `__Host-` needs https; without it (localhost) the same cookie goes by its plain name. */
export const sessionCookie = () => (env.publicUrl.startsWith('https:') ? '__Host-outpost' : 'outpost-session')

type Work<T> = (tx: Tx, actor: Actor) => Promise<T>

/**
 * Reads in the seat of the current address: one transaction, one consistent picture. Strangers go to /login; what does not
 * exist for the caller is a page that does not exist.
 */
export async function query<T>(work: Work<T>): Promise<T> {
  try {
    return await forPage(() => readingOfPage().read(work))
  } catch (error) {
    if (isNothing(error)) notFound()
    throw error
  }
}

const readingOfPage = cache(() => new Reading<Parameters<Work<void>>>(work => inSeat('read', work)))

/** Reads and writes in the seat of the current address; all of it or none. */
export async function command<T>(work: Work<T>): Promise<T> {
  return forPage(() => inSeat('write', work))
}

/** The caller, read once per request. */
export const currentActor = cache((): Promise<Actor> => query(async (_tx, actor) => actor))

/**
 * For route handlers: the same door, answering programs 401 and 404 instead of pages. A Response is passed on, anything else is JSON.
 * The seat is in the request's own address and nothing else is asked of the framework, because somebody is typing and waits.
 */
export async function answer(request: Request, work: Work<unknown>): Promise<Response> {
  return await answerIn(seatOfPath(new URL(request.url).pathname), request, work)
}

/** The same for what leaves a trace: everything that is written is committed before anything is answered. */
export async function answerWriting(request: Request, work: Work<unknown>): Promise<Response> {
  return await answerIn(seatOfPath(new URL(request.url).pathname), request, work, { writes: true })
}

/** The same with a question that is sent ahead, together with the entrance: it need not know who asks, and saves a way. */
export async function answerAsked<A>(
  request: Request,
  ask: (tx: Tx) => Promise<A>,
  work: Asked<unknown, A>,
): Promise<Response> {
  return await answerIn(seatOfPath(new URL(request.url).pathname), request, work, { ask })
}

/** Work that has the answer to what was asked ahead of it. */
type Asked<T, A> = (tx: Tx, actor: Actor, asked: A | undefined) => Promise<T>

/** The same in a seat that the address gives otherwise, without counting as a sign that somebody is there: a page asks by itself. */
export async function answerQuietly(path: string, request: Request, work: Work<unknown>): Promise<Response> {
  return await answerIn(seatOfPath(path), request, work, { isQuiet: true })
}

type Manner<A> = { ask?: (tx: Tx) => Promise<A>; isQuiet?: boolean; writes?: boolean }

async function answerIn<A>(
  address: SeatAddress | undefined,
  request: Request,
  work: Asked<unknown, A>,
  manner: Manner<A> = {},
): Promise<Response> {
  try {
    const value = await enterSeat(manner.writes ? 'write' : 'read', address, cookiesOf(request), work, manner)
    return value instanceof Response ? value : json(value, 200)
  } catch (error) {
    const isFollowed = (request.headers.get('accept') ?? '').includes('text/html')
    if (isNothing(error) || error instanceof SeatNotTheirs)
      return isFollowed ? sentTo(nowhere) : json({ code: 'notFound' }, 404)
    if (error instanceof SessionOver)
      return isFollowed
        ? sentTo(`/login?${new URLSearchParams({ next: pageOf(new URL(request.url).pathname), ended: '1' })}`)
        : json({ code: 'session' }, 401)
    if (error instanceof PasswordToChange) return json({ code: 'password' }, 403)
    throw error
  }
}

/** Whoever follows a link reads a page; a route handler has none, so it sends them to the one that says it. */
const sentTo = (path: string): Response =>
  new Response(null, {
    status: 303,
    headers: { location: path, 'content-security-policy': nothingRuns, ...plainHeaders },
  })

/** The page on which a file is linked. */
const pageOf = (path: string): string => path.replace(/\/((attachments|photos)\/[^/]*|certificate)$/, '')

const json = (value: unknown, status: number): Response =>
  new Response(JSON.stringify(value), { status, headers: jsonHeaders })

/** As proxy.ts writes them for pages: what is answered here does not pass it. */
const jsonHeaders = {
  'content-type': 'application/json',
  'content-security-policy': nothingRuns,
  ...plainHeaders,
}

function cookiesOf(request: Request): CookieJar {
  const pairs = (request.headers.get('cookie') ?? '').split(/; */).map(pair => {
    const at = pair.indexOf('=')
    return [pair.slice(0, at), pair.slice(at + 1)] as const
  })
  return name => pairs.findLast(pair => pair[0] === name)?.[1]
}

/** What was asked for is not there for the caller, or its address is one that nothing can have. */
function isNothing(error: unknown): boolean {
  return (error instanceof Failure && error.code === 'input.notFound') || isUnreadable(error)
}

/** A password that somebody else knows opens no seat. */
class PasswordToChange extends Error {}

async function forPage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SessionOver) redirect(await wayBack())
    if (error instanceof PasswordToChange) redirect('/first-password')
    if (error instanceof SeatNotTheirs) notFound()
    throw error
  }
}

/** The sign-in page, which leads back here; a browser that had a session is told that it ended. */
async function wayBack(): Promise<`/login?${string}`> {
  const from = new URLSearchParams({ next: (await headers()).get(seatHeader) ?? '/' })
  if ((await cookies()).has(sessionCookie())) from.set('ended', '1')
  return `/login?${from}`
}

const tries = 5

/** Enters the seat that the address names. Transient refusals of a write are tried again, with growing pauses. */
export async function inSeat<T>(mode: 'read' | 'write', work: Work<T>): Promise<T> {
  const [all, jar] = [await headers(), await cookies()]
  const address = seatOfPath(all.get(seatHeader) ?? '')
  return await enterSeat(mode, address, name => jar.get(name)?.value, work)
}

async function enterSeat<T, A = undefined>(
  mode: 'read' | 'write',
  address: SeatAddress | undefined,
  cookie: CookieJar,
  work: Asked<T, A>,
  { ask, isQuiet }: Manner<A> = {},
): Promise<T> {
  const who = callerOf(cookie)
  if (!address) throw new SeatNotTheirs()
  for (let attempt = 1; ; attempt++) {
    try {
      return await enter(
        address.portal,
        { ...who, unitCode: 'unitCode' in address ? address.unitCode : undefined },
        mode,
        (tx, seat, asked) => {
          if (seat.must_change) throw new PasswordToChange()
          if (!isQuiet && seat.is_stale) stayAwake(who.tokenHash, address.portal)
          return work(tx, actorOf(seat, address.portal, systemClock.now()), asked)
        },
        ask,
      )
    } catch (error) {
      if (attempt >= tries || !isTransient(error)) throw error
      await new Promise(resolve => setTimeout(resolve, attempt * 40 * (0.5 + Math.random())))
    }
  }
}

/** The grant that this browser's pages at headquarters are asked in, for people with several there. */
export async function keepGrant(grant: string): Promise<void> {
  const jar = await cookies()
  jar.set(grantCookie, grant, { path: '/', sameSite: 'lax', httpOnly: true, maxAge: 365 * 24 * 3600 })
}

type CookieJar = (name: string) => string | undefined

function callerOf(cookie: CookieJar): { tokenHash: string; grant?: string } {
  const token = cookie(sessionCookie())
  if (!token) throw new SessionOver()
  const grant = cookie(grantCookie)
  return { tokenHash: hashToken(token), grant: grant && isId(grant) ? grant : undefined }
}

/** Minutes without a request after which a session ends: short at headquarters, where the most is seen. */
export const idleMinutes: Record<Portal, number> = { hq: 30, store: 12 * 60, me: 12 * 60 }

/** Beside what is answered, which does not wait for it: if it fails, the next request says so again. */
function stayAwake(tokenHash: string, portal: Portal): void {
  enterService('auth', tx =>
    // A session of a working day belongs to somebody with a role at headquarters: timed as there in every portal.
    tx.execute(sql`update sessions set last_seen_at = now(), idle_expires_at = now() + make_interval(mins =>
        case when expires_at - created_at > interval '12 hours' then ${idleMinutes[portal]}::int else ${idleMinutes.hq}::int end)
      where token_hash = ${tokenHash} and revoked_at is null and idle_expires_at > now()`),
  ).catch((error: unknown) => log.warn(describeError(error), 'session not kept awake'))
}
