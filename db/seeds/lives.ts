import { createHash } from 'node:crypto'
import { addDays, addMonths } from '@/lib/clock'
import { staff } from './staff'

/** What is told of somebody in several places and has to agree: when they were born, what they learned, how long their identity card is good. */
export type Life = {
  birthDate: string
  graduatedOn: string
  workedFrom: string
  cardUntil: string | undefined
}

/** Whoever everybody knows had worked for years before they came. */
const ages: Record<string, number> = { 李婉清: 30, 王沐阳: 30, 顾言: 26 }
const graduation = 21

export function lifeOf(person: { number: string; name: string; hired: string }, today: string): Life {
  const draw = drawOf(`life:${person.number}`)
  const youngest = staff.some(one => one.name === person.name) ? 28 : 22
  const age = ages[person.name] ?? youngest + draw(18)
  const birthDate = addDays(addMonths(person.hired, -12 * age), -draw(300))
  const graduatedOn = `${Number(birthDate.slice(0, 4)) + graduation}-06-30`
  return {
    birthDate,
    graduatedOn,
    workedFrom: addDays(graduatedOn, 60 + draw(60)),
    cardUntil: cardUntil(birthDate, addDays(today, -370 - draw(3200))),
  }
}

/** An identity card is good for ten years until 25, for twenty until 45, and for ever after (Law on Resident Identity Cards, art. 5). */
function cardUntil(birthDate: string, issuedOn: string): string | undefined {
  const first = addMonths(birthDate, 12 * 16)
  const issued = issuedOn < first ? first : issuedOn
  if (issued >= addMonths(birthDate, 12 * 46)) return undefined
  return addMonths(issued, issued < addMonths(birthDate, 12 * 26) ? 120 : 240)
}

/** Numbers of a person's own, so that the rest of the story does not depend on them. */
export function drawOf(seed: string): (below: number) => number {
  let count = 0
  return below => {
    count += 1
    return createHash('sha256').update(`${seed}:${count}`).digest().readUInt32BE(0) % below
  }
}
