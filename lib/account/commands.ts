import 'server-only'
import { randomBytes } from 'node:crypto'
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { credentials, sessions, signInDelays, users } from '@/db/schema/account'
import { substitutions } from '@/db/schema/organisation'
import type { Actor, Locale, Theme } from '../actor'
import { addDays, type Clock, systemClock } from '../clock'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { notify } from '../notify'
import { hashPassword, verifyPassword } from '../password'
import { hashToken } from '../session-token'
import { moveTasksOf } from '../tasks/commands'
import { record } from '../trail'
import { type Account, findAccount, findColleague, findHolder, type Holder, listSeatsOf } from './queries'
import {
  accountDelaySeconds,
  addressDelaySeconds,
  delayMemoryMinutes,
  passwordFault,
  sessionLife,
} from './rules'

/**
 * Where a sign-in comes from. `replaces` is the session that the browser held until now, `device` the mark of a browser
 * in which this account has signed in before: it has a count of its own, so that nobody can keep the owner out by guessing.
 */
export type Visit = {
  userAgent: string
  address: string
  replaces?: string | undefined
  device?: string | undefined
}
export type Opened = { token: string; expiresAt: Date; userId: string; locale: Locale; theme: Theme }

/** Opens a session for whoever knows the password. Refusals never tell whether the account exists. */
export async function signIn(
  input: { login: string; password: string },
  visit: Visit,
  clock: Clock = systemClock,
): Promise<Opened> {
  const subject = visit.device ? `device:${visit.device}` : `login:${input.login}`
  await takeTurn(subject, visit.address, clock.now())
  const account = await enterService('auth', tx => findAccount(tx, input.login))
  const good = await verifyPassword(account?.passwordHash, input.password)
  if (!account || !good) throw new Failure('account.wrong')
  return enterService('auth', async tx => {
    await giveTurnBack(tx, subject, visit.address)
    return openSession(tx, account, visit, clock.now())
  })
}

/**
 * Counts the guess before it is made, so that many at once cannot slip through together.
 * The address comes first everywhere: two sign-ins never wait for each other in a circle.
 */
async function takeTurn(subject: string, address: string, now: Date): Promise<void> {
  await enterService('auth', async tx => {
    await count(tx, `address:${address}`, addressDelaySeconds, now)
    await count(tx, subject, accountDelaySeconds, now)
  })
}

async function count(tx: Tx, subject: string, delay: (failures: number) => number, now: Date): Promise<void> {
  await tx
    .insert(signInDelays)
    .values({ subject, failures: 0, lastFailureAt: now, blockedUntil: now })
    .onConflictDoNothing()
  const [known] = await tx
    .select({
      failures: signInDelays.failures,
      lastFailureAt: signInDelays.lastFailureAt,
      blockedUntil: signInDelays.blockedUntil,
    })
    .from(signInDelays)
    .where(eq(signInDelays.subject, subject))
    .for('update')
  if (!known) throw new Error('a sign-in delay vanished')
  // Two that ask at once may be counted in the other order: by a moment alone nobody has to wait.
  const isBlocked = known.blockedUntil > known.lastFailureAt && known.blockedUntil > now
  if (isBlocked) throw waitFor(Math.ceil((known.blockedUntil.getTime() - now.getTime()) / 1000))
  const forgotten = now.getTime() - known.lastFailureAt.getTime() > delayMemoryMinutes * 60_000
  const failures = forgotten ? 1 : known.failures + 1
  await tx
    .update(signInDelays)
    .set({ failures, lastFailureAt: now, blockedUntil: new Date(now.getTime() + delay(failures) * 1000) })
    .where(eq(signInDelays.subject, subject))
}

/** Says how long in whole minutes; 0 is less than one. */
export function waitFor(seconds: number): Failure {
  return new Failure('account.wait', { seconds, minutes: seconds < 60 ? 0 : Math.ceil(seconds / 60) })
}

/** An account starts afresh; its address only gets this one guess back, or one good account would clear an attacker's way. */
async function giveTurnBack(tx: Tx, subject: string, address: string): Promise<void> {
  await tx
    .update(signInDelays)
    .set({ failures: sql`greatest(0, ${signInDelays.failures} - 1)`, blockedUntil: sql`last_failure_at` })
    .where(eq(signInDelays.subject, `address:${address}`))
  await tx.delete(signInDelays).where(eq(signInDelays.subject, subject))
}

async function openSession(tx: Tx, account: Account, visit: Visit, now: Date): Promise<Opened> {
  const token = randomBytes(32).toString('base64url')
  const tokenHash = hashToken(token)
  const ends = (life: { hours: number; idleMinutes: number }) => ({
    expiresAt: new Date(now.getTime() + life.hours * 3_600_000),
    idleExpiresAt: new Date(now.getTime() + life.idleMinutes * 60_000),
  })
  const id = newId(now)
  await tx.insert(sessions).values({
    id,
    tokenHash,
    userId: account.userId,
    userAgent: visit.userAgent.slice(0, 400),
    address: visit.address.slice(0, 60),
    createdAt: now,
    lastSeenAt: now,
    ...ends(sessionLife(['hr'])),
  })
  if (visit.replaces) await replaceSession(tx, hashToken(visit.replaces), { id, userId: account.userId }, now)
  const seats = await listSeatsOf(tx, tokenHash)
  const { expiresAt, idleExpiresAt } = ends(sessionLife(seats.map(seat => seat.role)))
  await tx.update(sessions).set({ expiresAt, idleExpiresAt }).where(eq(sessions.tokenHash, tokenHash))
  return { token, expiresAt, userId: account.userId, locale: account.locale, theme: account.theme }
}

/** The browser goes on with another session. Where it shows notifications it still does, unless somebody else signed in. */
async function replaceSession(
  tx: Tx,
  tokenHash: string,
  next: { id: string; userId: string },
  now: Date,
): Promise<void> {
  await tx.execute(sql`
    update devices set session_id = ${next.id}
    where user_id = ${next.userId} and session_id = (select id from sessions where token_hash = ${tokenHash})`)
  await endByToken(tx, tokenHash, now)
}

/** Signs out. A session that is over already stays over. */
export async function signOut(token: string, clock: Clock = systemClock): Promise<void> {
  await enterService('auth', tx => endByToken(tx, hashToken(token), clock.now()))
}

async function endByToken(tx: Tx, tokenHash: string, now: Date): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: now })
    .where(and(eq(sessions.tokenHash, tokenHash), isNull(sessions.revokedAt)))
}

/** The password that somebody else gave them is replaced at the first sign-in; until then no seat opens. */
export async function setFirstPassword(
  token: string,
  input: { password: string; repeated: string },
  clock: Clock = systemClock,
): Promise<void> {
  const holder = await enterService('auth', tx => findHolder(tx, hashToken(token)))
  if (!holder?.mustChange) throw new Failure('account.ended')
  await replacePassword(holder, input, clock.now())
}

/** The language before a seat opens: in the person's record, so that it stays theirs behind the first password. */
export async function chooseLocale(
  token: string,
  input: { locale: Locale },
  clock: Clock = systemClock,
): Promise<void> {
  await enterService('auth', async tx => {
    const holder = await findHolder(tx, hashToken(token))
    if (!holder || holder.locale === input.locale) return
    await tx.update(users).set({ locale: input.locale }).where(eq(users.id, holder.userId))
    await record(tx, { ...holder, now: clock.now() }, 'settings.changed', {
      entityId: holder.userId,
      details: { locale: [holder.locale, input.locale] },
    })
  })
}

/** Asks for the present password, whose guesses are slowed down like those at sign-in; ends all other sessions. */
export async function changePassword(
  token: string,
  input: { present: string; password: string; repeated: string },
  address: string,
  clock: Clock = systemClock,
): Promise<void> {
  const holder = await enterService('auth', tx => findHolder(tx, hashToken(token)))
  if (!holder) throw new Failure('account.ended')
  const subject = `change:${holder.login}`
  await takeTurn(subject, address, clock.now())
  if (!(await verifyPassword(holder.passwordHash, input.present))) {
    throw new Failure('account.presentWrong', {}, 'present')
  }
  await enterService('auth', tx => giveTurnBack(tx, subject, address))
  await replacePassword(holder, input, clock.now())
}

async function replacePassword(
  holder: Holder,
  input: { password: string; repeated: string },
  now: Date,
): Promise<void> {
  const fault = passwordFault(input.password, holder.login)
  if (fault) throw new Failure(`account.${fault}`, {}, 'password')
  if (input.password !== input.repeated) throw new Failure('account.notRepeated', {}, 'repeated')
  if (await verifyPassword(holder.passwordHash, input.password)) {
    throw new Failure('account.samePassword', {}, 'password')
  }
  const passwordHash = await hashPassword(input.password)
  await enterService('auth', async tx => {
    await tx
      .update(credentials)
      .set({ passwordHash, mustChange: false, changedAt: now })
      .where(eq(credentials.userId, holder.userId))
    await tx
      .update(sessions)
      .set({ revokedAt: now })
      .where(
        and(
          eq(sessions.userId, holder.userId),
          ne(sessions.id, holder.sessionId),
          isNull(sessions.revokedAt),
        ),
      )
    await record(tx, { ...holder, now }, 'password.changed', { entityId: holder.userId })
  })
}

/** Seats of which the switcher knows that they were chosen lately. */
const seatsRemembered = 6

/** The seat that somebody goes on in: offered first from now on, and where they start after the next sign-in. */
export async function rememberSeat(userId: string, key: string): Promise<void> {
  await enterService('auth', tx =>
    tx
      .update(users)
      .set({
        recentSeats: sql`(array[${key}::text] || array_remove(recent_seats, ${key}))[1:${seatsRemembered}]`,
      })
      .where(eq(users.id, userId)),
  )
}

/** Ends one of the caller's own sessions; that browser is signed out with its next request. */
export async function endSession(tx: Tx, actor: Actor, input: { sessionId: string }): Promise<void> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: actor.now })
    .where(
      and(eq(sessions.id, input.sessionId), eq(sessions.userId, actor.userId), isNull(sessions.revokedAt)),
    )
    .returning({ id: sessions.id })
  if (ended.length === 0) notFound()
  await record(tx, actor, 'session.ended', { entityId: input.sessionId })
}

export async function endOtherSessions(tx: Tx, actor: Actor): Promise<void> {
  const ended = await tx
    .update(sessions)
    .set({ revokedAt: actor.now })
    .where(
      and(eq(sessions.userId, actor.userId), ne(sessions.id, actor.sessionId), isNull(sessions.revokedAt)),
    )
    .returning({ id: sessions.id })
  if (ended.length === 0) return
  await record(tx, actor, 'session.ended', { entityId: actor.userId, details: { count: ended.length } })
}

export async function changeSettings(
  tx: Tx,
  actor: Actor,
  input: { locale?: Locale | undefined; theme?: Theme | undefined },
): Promise<void> {
  const { locale = actor.locale, theme = actor.theme } = input
  if (locale === actor.locale && theme === actor.theme) return
  await tx.update(users).set({ locale, theme }).where(eq(users.id, actor.userId))
  await record(tx, actor, 'settings.changed', {
    entityId: actor.userId,
    details: {
      ...(locale !== actor.locale && { locale: [actor.locale, locale] }),
      ...(theme !== actor.theme && { theme: [actor.theme, theme] }),
    },
  })
}

/** Names who acts for the caller; `endsOn` is the last day. Until then tasks go to them, those at hand too; what is not done comes back. */
export async function setSubstitution(
  tx: Tx,
  actor: Actor,
  input: { substituteId: string; startsOn: string; endsOn: string },
): Promise<void> {
  if (input.startsOn < actor.today) throw new Failure('account.substitutionPast', {}, 'startsOn')
  if (input.endsOn < input.startsOn) throw new Failure('account.substitutionOrder', {}, 'endsOn')
  const endsOn = addDays(input.endsOn, 1)
  const colleague = await findColleague(tx, input.substituteId)
  if (!colleague || input.substituteId === actor.userId)
    throw new Failure('account.substituteUnknown', {}, 'substituteId')
  if (!colleague.decides)
    throw new Failure('account.substituteDecidesNothing', { name: colleague.name }, 'substituteId')
  const { rows: overlapping } = await tx.execute(sql`
    select 1 from substitutions where user_id = ${actor.userId}
      and starts_on < ${endsOn} and ends_on > ${input.startsOn} limit 1`)
  if (overlapping.length > 0) throw new Failure('account.substitutionOverlaps', {}, 'startsOn')
  const id = newId(actor.now)
  await tx.insert(substitutions).values({
    id,
    userId: actor.userId,
    substituteId: input.substituteId,
    startsOn: input.startsOn,
    endsOn,
    createdAt: actor.now,
  })
  await moveTasksOf(tx, actor.userId)
  const days = { actor: actor.name, from: input.startsOn, to: input.endsOn }
  await notify(tx, actor, [input.substituteId], 'substituteNamed', days, 'inbox')
  await record(tx, actor, 'substitution.set', {
    entityId: id,
    details: { substitute: colleague.name, startsOn: input.startsOn, endsOn: input.endsOn },
  })
}

export async function removeSubstitution(
  tx: Tx,
  actor: Actor,
  input: { substitutionId: string },
): Promise<void> {
  const [removed] = await tx
    .delete(substitutions)
    .where(and(eq(substitutions.id, input.substitutionId), eq(substitutions.userId, actor.userId)))
    .returning({ startsOn: substitutions.startsOn, substituteId: substitutions.substituteId })
  if (!removed) notFound()
  await moveTasksOf(tx, actor.userId)
  await notify(tx, actor, [removed.substituteId], 'substituteReleased', { actor: actor.name }, 'inbox')
  await record(tx, actor, 'substitution.removed', {
    entityId: input.substitutionId,
    details: { startsOn: removed.startsOn },
  })
}
