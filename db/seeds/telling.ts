import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { openAccount } from '@/lib/access/commands'
import { openAccountInput } from '@/lib/access/input'
import type { Actor, Role } from '@/lib/actor'
import { addDays, daysBetween } from '@/lib/clock'

/** Somebody of the demo company who acts in it. */
export type Person = {
  userId: string
  name: string
  role: Role
  unitId: string | null
  employeeId: string | null
  /** Employee number; null for people of a partner. */
  number: string | null
}

/** The password of every demo account. */
export const demoPassword = 'outpost-demo'

/**
 * A company's story, told through its commands: what is planned with `at` happens in the order of pretend time, and whatever
 * has not happened by the evening before today does not happen. The same day tells the same story.
 */
export class Telling {
  /** Pretend time. */
  now: Date
  private readonly planned: { at: number; work: () => Promise<void> }[] = []
  private readonly people = new Map<string, Person>()
  private seed = 20_261_123

  constructor(
    readonly tx: Tx,
    readonly today: string,
    /** Hash of the demo password, made once. */
    private readonly passwordHash: string,
  ) {
    this.now = moment(addDays(today, -366), 8)
  }

  /** A local day, counted from today: -30 is thirty days ago. */
  day(offset: number): string {
    return addDays(this.today, offset)
  }

  /** Days from today to the pretend present: 0 or negative. */
  get offset(): number {
    return daysBetween(this.today, this.localDay)
  }

  get localDay(): string {
    return localDay(this.now)
  }

  /** A whole number below `below`, from a fixed sequence (mulberry32). */
  draw = (below: number): number => {
    this.seed = (this.seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + this.draw(to - from + 1)
  }

  /** True in `percent` of a hundred cases. */
  chance(percent: number): boolean {
    return this.draw(100) < percent
  }

  pick<T>(from: readonly T[]): T {
    const found = from[this.draw(from.length)]
    if (found === undefined) throw new Error('Nothing to pick from')
    return found
  }

  /** Plans work for a time of a day; hours may have a fraction. */
  at(day: string, hour: number, work: () => Promise<void>): void {
    const at = moment(day, hour).getTime()
    // kept latest first, and of two at one time the one planned later first, so that the next is at the end
    let from = 0
    let to = this.planned.length
    while (from < to) {
      const middle = (from + to) >> 1
      if ((this.planned[middle]?.at ?? 0) > at) from = middle + 1
      else to = middle
    }
    this.planned.splice(from, 0, { at, work })
  }

  /** Plans work for some hours from now, within the hours in which people work. */
  after(hours: number, work: () => Promise<void>): void {
    const wanted = this.now.getTime() + hours * 3_600_000
    const day = localDay(new Date(wanted))
    const hour = (wanted - moment(day, 0).getTime()) / 3_600_000
    if (hour < 9) this.at(day, 9 + (hour % 1), work)
    else if (hour > 20) this.at(addDays(day, 1), 9 + (hour % 1), work)
    else this.at(day, hour, work)
  }

  /** Lets everything planned happen, earliest first, up to the evening before today. */
  async tell(): Promise<void> {
    const end = moment(this.day(-1), 20.5).getTime()
    for (let next = this.planned.pop(); next && next.at <= end; next = this.planned.pop()) {
      this.now = new Date(Math.max(next.at, this.now.getTime() + 1000))
      await next.work()
    }
  }

  /** Makes a person known, so that what waits for them can be done by them. */
  know(person: Person): Person {
    this.people.set(person.userId, person)
    return person
  }

  person(userId: string): Person {
    const found = this.people.get(userId)
    if (!found) throw new Error('The story does not know who that is')
    return found
  }

  /** Somebody by login, also who is not of the cast. */
  async personBy(login: string): Promise<Person> {
    const [user] = await this.rows<{ id: string }>(sql`select id from users where login = ${login}`)
    return this.person(user?.id ?? '')
  }

  /** Somebody in one of their seats, at the pretend present. */
  as(person: Person, role: Role = person.role): Actor {
    return {
      userId: person.userId,
      name: person.name,
      role,
      portal: role === 'employee' ? 'me' : role === 'manager' ? 'store' : 'hq',
      grantId: null,
      employeeId: person.employeeId,
      unitId: role === 'employee' ? null : person.unitId,
      unitCode: null,
      unitName: null,
      locale: 'zh-CN',
      theme: 'system',
      sessionId: '00000000-0000-7000-8000-000000000000',
      mustChangePassword: false,
      now: this.now,
      today: this.localDay,
    }
  }

  /** Opens an account with the demo password. */
  async account(by: Actor, login: string, name: string, employeeNumber?: string): Promise<string> {
    const input = openAccountInput.parse({
      login,
      name,
      password: demoPassword,
      employeeNumber,
      mustChange: false,
    })
    return (await openAccount(this.tx, by, input, async () => this.passwordHash)).userId
  }

  async rows<T extends Record<string, unknown>>(query: ReturnType<typeof sql>): Promise<T[]> {
    return (await this.tx.execute(query)).rows as T[]
  }
}

/** An hour of a local day; the whole company lives in one zone. */
export function moment(day: string, hour: number): Date {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + Math.round(hour * 3_600_000))
}

function localDay(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** A minute goes by between one entry and the next. */
export function pass(telling: Telling): void {
  telling.now = new Date(telling.now.getTime() + 60_000)
}

export function idOf(ids: Record<string, string>, code: string): string {
  const id = ids[code]
  if (!id) throw new Error(`The story does not know ${code}`)
  return id
}

export function personOf(people: Record<string, Person>, login: string): Person {
  const person = people[login]
  if (!person) throw new Error(`The story does not know ${login}`)
  return person
}

/** A number that nobody has: its middle digits are zeros. */
export function phone(telling: Telling): string {
  return `1${telling.pick(['35', '36', '37', '38', '39', '50', '58', '86', '87'])}0000${String(telling.draw(10_000)).padStart(4, '0')}`
}
