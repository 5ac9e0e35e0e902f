import 'server-only'
import { createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { env } from '@/env'
import { systemClock } from '../../clock'
import { NotAllowed, post } from '../../outgoing'
import { findSpeaker, listListeners, listUnitsOf, type Speaker } from '../../robots/queries'
import {
  answerOf,
  pauseSeconds,
  type RobotAnswer,
  type RobotSecret,
  requestOf,
  stateOf,
  type Telling,
  topicOf,
  type Vendor,
  vendorOrigins,
  vendors,
} from '../../robots/rules'
import { unseal } from '../../seal'
import { translator } from '../../translators'
import { defaultChoices, endOfQuiet, isUrgent } from '../rules'
import {
  type Channel,
  Later,
  type Message,
  NotWanted,
  type Planned,
  type Told,
  Undeliverable,
} from './channel'

/** Group chats elsewhere, one channel for each vendor: whoever is slow or away keeps nothing from the others. */
export const robots: Channel[] = vendors.map(vendor => ({
  name: vendor,
  isOn: () => true,
  plan: (tx, told, now) => plan(tx, vendor, told, now),
  send,
}))

/** A group is told once of each thing, however many people are told of it and in however many batches. */
async function plan(tx: Tx, vendor: Vendor, told: Told[], now: Date): Promise<Planned[]> {
  const things = new Map<string, Told[]>()
  for (const one of told.filter(({ kind }) => topicOf(kind))) {
    const key = `${one.kind} ${one.path}`
    things.set(key, [...(things.get(key) ?? []), one])
  }
  if (things.size === 0 || !(await hasAny(tx, vendor))) return []
  // Two batches of one announcement are planned one after the other: the second finds what the first wrote.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`outpost robots ${vendor}`}))`)
  const planned: Planned[] = []
  for (const [thing, ...others] of things.values()) {
    const topic = thing && topicOf(thing.kind)
    if (!topic) continue
    // a few of those who are told show whose it is; a notice has thousands of readers
    const ids = [thing, ...others.slice(0, 20)].map(one => one.id)
    const { unitIds, day } = await listUnitsOf(tx, { ids, path: thing.path })
    if (unitIds.length === 0) continue
    for (const robot of await listListeners(tx, vendor, topic, { ...thing, day }, unitIds))
      planned.push({
        notificationId: thing.id,
        userId: null,
        targetId: robot.id,
        dueAt: dueOf(thing, robot.zone, now),
        isBundled: true,
      })
  }
  return planned
}

async function hasAny(tx: Tx, vendor: Vendor): Promise<boolean> {
  const { rows } = await tx.execute<{ found: boolean }>(
    sql`select exists (select from robots where vendor = ${vendor} and is_on and broken_at is null) as found`,
  )
  return rows[0]?.found ?? false
}

/** Groups sleep when people do, except for what is late. */
function dueOf(told: Told, zone: string, now: Date): Date {
  const { quiet } = defaultChoices
  return (!isUrgent(told.kind) && quiet && endOfQuiet(quiet, zone, now)) || now
}

async function send(message: Message): Promise<void> {
  const speaker = await takeTurn(message.targetId ?? '')
  const answer = await speak(speaker, tellingOf(message))
  switch (answer.outcome) {
    case 'sent':
      return
    case 'later':
      throw new Later(answer.waitSeconds, answer.reason)
    case 'refused':
    case 'broken':
      throw new Undeliverable(answer.reason)
  }
}

/** Vendors take so many messages a minute from one robot: each waits for its turn, and none is dropped. */
async function takeTurn(robotId: string): Promise<Speaker> {
  const now = systemClock.now()
  return await enterService('job', async tx => {
    const speaker = await findSpeaker(tx, robotId)
    if (!speaker) throw new NotWanted('removed')
    const state = stateOf(speaker)
    if (state === 'broken') throw new Undeliverable('robot broken')
    if (state === 'off') throw new NotWanted('switched off')
    const { rows } = await tx.execute<{ wait: number }>(sql`
      with turn as (select id, ready_at from robots where id = ${robotId} for update),
      taken as (
        update robots r set ready_at = ${readyAfter(now, pauseSeconds[speaker.vendor])} from turn t
        where r.id = t.id and (t.ready_at is null or t.ready_at <= ${now}::timestamptz) returning r.id
      )
      select case when exists (select from taken) then 0 else extract(epoch from t.ready_at - ${now}::timestamptz)::float8 end as wait from turn t`)
    const wait = rows[0]?.wait ?? 0
    if (wait > 0) throw new Later(wait, 'its turn', true)
    return speaker
  })
}

const readyAfter = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000)

/** Lets a robot say something, and notes what its vendor answered where that says how the robot does. */
export async function speak(speaker: Speaker, telling: Telling): Promise<RobotAnswer> {
  const { vendor } = speaker
  const secret = secretOf(speaker)
  if (!secret) return await note(speaker, unreadable)
  const trusted = env.robotServices[vendor]
  const origin = trusted ?? vendorOrigins[vendor]
  const { url, body } = requestOf(vendor, origin, secret, telling, systemClock.now(), sign)
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  const heard = await post(url, { headers, body }, { trusted }).catch((error: unknown) => {
    throw error instanceof NotAllowed ? new Undeliverable('not a public server') : error
  })
  const answer = answerOf(vendor, heard.status, heard.body)
  return await note(speaker, { ...answer, said: withoutSecrets(answer.said, secret) })
}

const sign = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64')

/** Sealed under another secret of the operator, or in another database: it has to be given again. */
const unreadable: RobotAnswer = { outcome: 'broken', reason: 'unreadable secret', said: 'unreadable secret' }

function secretOf(speaker: Speaker): RobotSecret | undefined {
  const text = unseal('robots', speaker.id, speaker.sealed)
  return text === undefined ? undefined : (JSON.parse(text) as RobotSecret)
}

/** Some vendors repeat what they were sent. */
function withoutSecrets(said: string, { token, secret }: RobotSecret): string {
  return [token, secret].filter(Boolean).reduce((text, part) => text.replaceAll(part, '…'), said)
}

async function note(speaker: Speaker, answer: RobotAnswer): Promise<RobotAnswer> {
  const now = systemClock.now()
  const change = {
    sent: sql`last_sent_at = ${now}, broken_at = null, broken_reason = ''`,
    later: answer.waitSeconds && sql`ready_at = ${readyAfter(now, answer.waitSeconds)}`,
    refused: undefined,
    broken: sql`broken_at = ${now}, broken_reason = ${answer.said}`,
  }[answer.outcome]
  if (change)
    await enterService('job', tx => tx.execute(sql`update robots set ${change} where id = ${speaker.id}`))
  return answer
}

/** What happened, by its kind, and where to read it after signing in: no names and no contents, because others run the group's servers. */
export function tellingOf({ lines, locale }: Pick<Message, 'lines' | 'locale'>): Telling {
  const t = translator(locale, 'robots.says')
  return {
    title: t('title'),
    open: t('open'),
    lines: lines.map(({ kind, url }) => {
      const key = new URL(url).pathname.split('/').at(-1) ?? ''
      const text = t.has(kind as 'other') ? t(kind as 'ticketAssigned', { key }) : t('other')
      return { text, url }
    }),
  }
}
