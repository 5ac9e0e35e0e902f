import { sql } from 'drizzle-orm'
import { askAddress, chooseChannels, confirmPending } from '@/lib/notifications/commands'
import { addressInput, choicesInput } from '@/lib/notifications/input'
import { defaultChoices } from '@/lib/notifications/rules'
import type { Company } from './company'
import { type Person, personOf, type Telling } from './telling'

/** What the form sends when somebody changes nothing. */
const usual = {
  emailGroups: [...defaultChoices.emailGroups],
  pushGroups: [...defaultChoices.pushGroups],
  isQuiet: 'on',
  quietFrom: '22:00',
  quietTo: '08:00',
  rhythm: 'at_once',
  digestHour: '9',
  digestWeekday: '1',
}

/** How some of the cast want to be told: HR once a day, a manager at once but little, a head once a week. */
export function planChannels(telling: Telling, { cast }: Company): void {
  const on = (offset: number, hour: number, work: () => Promise<void>) =>
    telling.at(telling.day(offset), hour, work)

  on(-60, 9, async () => {
    await receive(telling, personOf(cast, 'zhoulan'), 'zhoulan@outpost.example')
    await choose(telling, personOf(cast, 'zhoulan'), { rhythm: 'daily', digestHour: '8' })
  })
  on(-41, 21, async () => {
    await receive(telling, personOf(cast, 'zhaomingyuan'), 'zhao@hefeng.example')
    const emailGroups = ['todo', 'tickets']
    await choose(telling, personOf(cast, 'zhaomingyuan'), {
      emailGroups,
      quietFrom: '23:00',
      quietTo: '07:00',
    })
  })
  on(-33, 12, async () => {
    await receive(telling, personOf(cast, 'hejun'), 'hejun@outpost.example')
    await choose(telling, personOf(cast, 'hejun'), { rhythm: 'weekly' })
  })
  on(-15, 19, async () => {
    const worker = await telling.personBy('wangmuyang')
    await receive(telling, worker, 'muyang@mail.example')
    await choose(telling, worker, { isQuiet: undefined })
  })
}

/** They enter an address, and follow the link that arrives there. */
async function receive(telling: Telling, person: Person, address: string): Promise<void> {
  await askAddress(telling.tx, telling.as(person), addressInput.parse({ address }))
  const [asked] = await telling.rows<{ id: string }>(
    sql`select pending_id as id from mail_addresses where user_id = ${person.userId}`,
  )
  await confirmPending(telling.tx, asked?.id ?? '', telling.now)
}

async function choose(telling: Telling, person: Person, over: Record<string, unknown>): Promise<void> {
  await chooseChannels(telling.tx, telling.as(person), choicesInput.parse({ ...usual, ...over }))
}
