import { closePools, enter } from '../db/client'
import { setDatabase } from '../env'
import { actorOf } from '../lib/actor'
import { systemClock } from '../lib/clock'
import { reveal } from '../lib/identities/commands'
import { revealInput } from '../lib/identities/input'
import { hashToken } from '../lib/session-token'

export type LookOrder = {
  url: string
  secret: string
  token: string
  people: { number: string }[]
  connections: number
  seconds: number
}
/** How many looks were written down and answered, how many of them wrongly, and milliseconds: of each, and of the processor for all. */
export type Looked = { looks: number; wrong: number; took: number[]; cpu: number }

/** What people were given here, or the company of `npm run scale` has. */
const isDocument = (value: string): boolean => /^(P\d{8}|\d{17}[\dX])$/.test(value)

// Somebody of HR who looks at one document after the other, as the action does: each in a transaction of its own, with its row in the log.
process.once('message', (order: LookOrder) => void look(order))

async function look({ url, secret, token, people, connections, seconds }: LookOrder): Promise<void> {
  setDatabase(url, secret)
  const tokenHash = hashToken(token)
  const said: Looked = { looks: 0, wrong: 0, took: [], cpu: 0 }
  let next = Math.floor(Math.random() * people.length)
  const one = async (): Promise<void> => {
    const person = people[next++ % people.length]
    const begun = performance.now()
    const input = revealInput.parse({ number: person?.number, what: 'number', purpose: 'verification' })
    const { value } = await enter('hq', { tokenHash }, 'write', (tx, seat) =>
      reveal(tx, actorOf(seat, 'hq', systemClock.now()), input),
    )
    said.took.push(performance.now() - begun)
    said.looks++
    if (person && !isDocument(value)) said.wrong++
  }
  const before = process.cpuUsage()
  const until = performance.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) await one()
    }),
  )
  const { user, system } = process.cpuUsage(before)
  said.cpu = (user + system) / 1000
  await closePools()
  process.send?.(said)
}
