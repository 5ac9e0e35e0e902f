import { randomBytes } from 'node:crypto'
import { enter, type Tx } from '@/db/client'
import { type Actor, actorOf } from '@/lib/actor'
import { addDays } from '@/lib/clock'
import { sendBackRequest } from '@/lib/requests/commands'
import { hashToken } from '@/lib/session-token'
import { type Caller, callers } from '../callers'
import { type Login, names, type World } from '../world'

export type Target = 'own' | 'foreign' | 'missing'

export type Person = { id: string; number: string; token: string }
type Worker = Person & { userId: string }

/** The test company, and what every scene is made with. */
export type Kit = World & {
  day(days: number): string
  /** The id that a statement returns. */
  one(text: string, values: unknown[]): Promise<string>
  sessionOf(userId: string, token: string): Promise<string>
  /** Somebody new, with an account. */
  worker(name: string, home?: string, unit?: string): Promise<Worker>
  asHr<T>(work: (tx: Tx, actor: Actor) => Promise<T>): Promise<T>
  /** Runs work as whoever has this session, in their own portal. */
  asSelf<T>(token: string, work: (tx: Tx, actor: Actor) => Promise<T>): Promise<T>
  sentBack(number: string, by?: Login): Promise<string>
  /** One for each account. */
  ofEach<T>(make: (login: Login) => Promise<T>): Promise<Record<Login, T>>
  /** One for whoever each caller has in sight: 李婉清, in the store 王沐阳, in the region 顾言; the stranger's is foreign. */
  ofPeople<T>(
    make: (person: Person) => Promise<T>,
  ): Promise<{ own: T; owned: Record<'manager' | 'region', T>; foreign: T }>
  /** Whom and what only headquarters knows: somebody of the design department in a store far away, their colleague, another store. */
  strange: { person: Worker; colleague: Worker; store: string }
}

export async function kitOf(w: World): Promise<Kit> {
  const { employees, tokens, units } = w
  const one = async (text: string, values: unknown[]): Promise<string> => {
    const [row] = await w.sql<{ id: string }>(text, values)
    if (!row) throw new Error('The stage is not set')
    return row.id
  }
  const sessionOf = (userId: string, token: string) =>
    one(
      `insert into sessions (token_hash, user_id, idle_expires_at, expires_at) values ($1, $2, now() + interval '1 day', now() + interval '1 day') returning id`,
      [hashToken(token), userId],
    )
  let count = 50
  const worker = async (name: string, home = units.catering, unit = home): Promise<Worker> => {
    const number = `E${String(++count).padStart(5, '0')}`
    const login = `worker${count}`
    const userId = await one('insert into users (login, name) values ($1, $2) returning id', [login, name])
    const token = randomBytes(32).toString('base64url')
    await sessionOf(userId, token)
    const id = await one(
      `insert into employees (number, user_id, name, name_pinyin, name_initials, name_grams, home_unit_id, hired_on)
       values ($1, $2, $3, 'x', 'x', '{}', $4, '2024-03-01') returning id`,
      [number, userId, name, home],
    )
    await w.sql(`insert into employee_contacts (employee_id, phone) values ($1, '13811112222')`, [id])
    await w.sql(
      `insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on) values ($1, $2, $3, $4, '2024-03-01')`,
      [id, unit, home, unit === home ? w.positions.chef : w.positions.storeChef],
    )
    return { id, number, userId, token }
  }
  const strange = {
    person: await worker('林远', units.design, units.baoli),
    colleague: await worker('林近', units.design),
    store: await strangeStore(w, one),
  }
  return {
    ...w,
    day: days => addDays(w.today, days),
    one,
    sessionOf,
    worker,
    asHr: work => w.as('zhoulan', 'hq', work),
    asSelf: (token, work) =>
      enter('me', { tokenHash: hashToken(token) }, 'write', (tx, seat) =>
        work(tx, actorOf(seat, 'me', new Date())),
      ),
    sentBack: async (number, by = 'hejun') => {
      await w.as(by, 'hq', (tx, actor) => sendBackRequest(tx, actor, { number, reason: '再想想' }))
      return number
    },
    ofEach: async <T>(make: (login: Login) => Promise<T>) => {
      const all = {} as Record<Login, T>
      for (const login of Object.keys(names) as Login[]) all[login] = await make(login)
      return all
    },
    ofPeople: async make => ({
      own: await make({ ...employees.liwanqing, token: tokens.liwanqing }),
      owned: {
        manager: await make({ ...employees.wangmuyang, token: tokens.wangmuyang }),
        region: await make({ ...employees.guyan, token: tokens.guyan }),
      },
      foreign: await make(strange.person),
    }),
    strange,
  }
}

async function strangeStore(w: World, one: Kit['one']): Promise<string> {
  const id = await one(
    `insert into units (code, kind, name, parent_id, opened_on) values ('faraway', 'store', '远店', $1, '2020-01-01') returning id`,
    [w.units.hq],
  )
  await w.sql(
    `insert into unit_versions (unit_id, name, parent_id, starts_on) values ($1, '远店', $2, '2020-01-01')`,
    [id, w.units.hq],
  )
  await w.sql(`insert into stores (unit_id, partner_id, city, address) values ($1, $2, '北京', '二号路')`, [
    id,
    w.partners.yunlan,
  ])
  return id
}

type Nothing = Record<never, never>

/** What there is to aim at in one part of the product. A new aim goes to the part of its action. */
type Things<Common, Own, Mine> = {
  /** What has no foreign counterpart. */
  common?: Common
  /** What each account has of its own; 顾言's is foreign to every caller. */
  mine?: Record<Login, Mine>
} & (
  | {
      /** What is aimed at where a caller has nothing else. */
      own: Own
      /** What callers have instead. */
      owned?: { [caller in Caller]?: Partial<NoInfer<Common & Own>> }
      /** For each of `own` one of another store, department or person. */
      foreign: NoInfer<Own>
    }
  | { own?: never; owned?: never; foreign?: never }
)

/** What a caller aims at. What is missing is what is foreign, with numbers and ids that nothing has. */
export type Scene<Aim> = (caller: Caller, target: Target) => Aim

export function scene<
  Common extends object = Nothing,
  Own extends object = Nothing,
  Mine extends object = Nothing,
>({ common, own, owned, mine, foreign }: Things<Common, Own, Mine>): Scene<Common & Own & Mine> {
  return (caller, target) => {
    const { login } = callers[caller]
    const aim = { ...common, ...own, ...mine?.[login], ...owned?.[caller] } as Common & Own & Mine
    if (target === 'own') return aim
    const anothers = { ...aim, ...mine?.guyan, ...foreign }
    return target === 'foreign' ? anothers : missing(anothers)
  }
}

/** Words stay as they are. */
const missing = <Aim>(aim: Aim): Aim =>
  JSON.parse(JSON.stringify(aim), (_key, value) =>
    typeof value === 'string'
      ? value
          .replace(/^E\d{5}$/, 'E99999')
          .replace(/^([A-Z]{2})-\d{4}-\d+$/, '$1-2020-9999')
          .replace(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, '00000000-0000-4000-8000-000000000000')
      : value,
  )
