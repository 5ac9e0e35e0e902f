import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { env } from '@/env'
import { addDays, systemClock } from '../clock'
import { Undeliverable } from '../notifications/channels/channel'
import { speak } from '../notifications/channels/robots'
import { notify } from '../notify'
import { translator } from '../translators'
import { findSpeaker, type Speaker } from './queries'
import type { RobotAnswer } from './rules'

/** Sends the test message that somebody asked for, whatever state the robot is in, and notes what its vendor answered. */
export async function testRobotJob(payload: unknown): Promise<void> {
  const id =
    payload && typeof payload === 'object' && 'id' in payload && typeof payload.id === 'string'
      ? payload.id
      : ''
  const speaker = await enterService('job', tx => findSpeaker(tx, id))
  if (!speaker?.testAskedAt || (speaker.testedAt && speaker.testedAt > speaker.testAskedAt)) return
  const answer = await tryToSpeak(speaker)
  const at = systemClock.now()
  await enterService('job', tx =>
    tx.execute(sql`
      update robots set tested_at = ${at}, test_answer = ${answer.said}, is_test_good = ${answer.outcome === 'sent'} where id = ${id}`),
  )
}

/** A vendor that cannot be reached is an answer too: somebody is looking at the page and waits. */
async function tryToSpeak(speaker: Speaker): Promise<Pick<RobotAnswer, 'outcome' | 'said'>> {
  const t = translator('zh-CN', 'robots.says')
  const text = t('test', { unit: speaker.unitName, name: speaker.name })
  try {
    return await speak(speaker, { title: t('title'), open: t('open'), lines: [{ text, url: env.publicUrl }] })
  } catch (error) {
    if (error instanceof Undeliverable) return { outcome: 'refused', said: error.reason }
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreachable'
    return { outcome: 'later', said: code.slice(0, 60) }
  }
}

export async function tellOfArrivalsJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => tellOfArrivals(tx, now))
}

/** Tells a store's managers how many arrive tomorrow, once; a robot of the store hears of it too. */
export async function tellOfArrivals(tx: Tx, now: Date): Promise<number> {
  const { rows } = await tx.execute<{
    unit: string
    store: string
    n: string
    today: string
    users: string[]
  }>(sql`
    select u.code as unit, u.name as store, count(distinct a.employee_id)::text as n, (${now}::timestamptz at time zone u.zone)::date::text as today,
      array(select g.user_id from role_grants g where g.unit_id = u.id and g.role = 'manager' and g.starts_on <= app.today()
        and (g.ends_on is null or g.ends_on > app.today())) as users
    from units u join assignments a on a.unit_id = u.id and a.starts_on = (${now}::timestamptz at time zone u.zone)::date + 1
    where u.kind = 'store' and u.closed_on is null
      and not exists (select from assignments b where b.employee_id = a.employee_id and b.unit_id = u.id and b.id <> a.id
        and b.starts_on < a.starts_on and (b.ends_on is null or b.ends_on >= a.starts_on))
    group by u.id order by u.code`)
  for (const { unit, store, n, today, users } of rows) {
    const day = addDays(today, 1)
    const readers = await withoutThoseTold(tx, users, unit, day)
    await notify(
      tx,
      { userId: null, now },
      readers,
      'arrivalsTomorrow',
      { store, n, day },
      `arrivals/${unit}`,
    )
  }
  return rows.length
}

async function withoutThoseTold(tx: Tx, users: string[], unit: string, day: string): Promise<string[]> {
  const { rows } = await tx.execute<{ userId: string }>(sql`
    select n.user_id as "userId" from notifications n
    where n.user_id = any (${sql.param(users)}::uuid[]) and n.kind = 'arrivalsTomorrow' and n.path = ${`arrivals/${unit}`}
      and n."values" ->> 'day' = ${day}`)
  const told = new Set(rows.map(row => row.userId))
  return users.filter(id => !told.has(id))
}
