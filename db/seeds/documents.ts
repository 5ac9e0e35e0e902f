import { sql } from 'drizzle-orm'
import { addDocument, returnDocument, sendDocument } from '@/lib/documents/commands'
import { addDocumentInput, sendDocumentInput } from '@/lib/documents/input'
import { listDocuments } from '@/lib/documents/queries'
import type { ScanKind } from '@/lib/documents/rules'
import { sharp } from '@/lib/sharp'
import type { Company } from './company'
import { healthUntil, skills } from './contracts'
import { lifeOf } from './lives'
import { pass, personOf, type Telling } from './telling'

/** Days from today and up to which day the document is good, counted the same way. */
type Told = { at: number; login: string; kind: ScanKind; title?: string; until?: number; own?: true }

const told: Told[] = [
  { at: -300, login: 'liwanqing', kind: 'id_card_front' },
  { at: -300, login: 'liwanqing', kind: 'id_card_back' },
  { at: -298, login: 'liwanqing', kind: 'diploma', title: '烹饪工艺与营养 大专' },
  { at: -280, login: 'wangmuyang', kind: 'id_card_front' },
  { at: -280, login: 'wangmuyang', kind: 'certificate', title: skills.wangmuyang },
  { at: -279, login: 'wangmuyang', kind: 'health', until: healthUntil.wangmuyang },
  { at: -200, login: 'guyan', kind: 'certificate', title: '食品安全管理员', until: -8 },
  { at: -120, login: 'guyan', kind: 'contract' },
  { at: -4, login: 'wangmuyang', kind: 'certificate', title: '营养配餐员', own: true },
  { at: -3, login: 'liwanqing', kind: 'photo', own: true },
]

/** Scans of a few people: put in by HR, photographed by themselves, one sent back. */
export function planDocuments(telling: Telling, company: Company): void {
  const hr = personOf(company.cast, 'zhoulan')
  for (const one of told)
    telling.at(telling.day(one.at), 15.5, async () => {
      const person = await telling.personBy(one.login)
      pass(telling)
      const facts = {
        kind: one.kind,
        title: one.title,
        expiresOn: one.until === undefined ? await cardUntil(telling, one) : telling.day(one.until),
        file: await sheet(told.indexOf(one)),
      }
      if (one.own)
        await sendDocument(telling.tx, telling.as(person, 'employee'), sendDocumentInput.parse(facts))
      else {
        const input = addDocumentInput.parse({ ...facts, number: person.number })
        await addDocument(telling.tx, telling.as(hr), input)
      }
    })
  telling.at(telling.day(-2), 10.5, async () => {
    const { number } = await telling.personBy('liwanqing')
    const [photo] = await listDocuments(telling.tx, { number: number ?? '' })
    pass(telling)
    if (photo?.state === 'unverified')
      await returnDocument(telling.tx, telling.as(hr), {
        documentId: photo.id,
        revision: photo.revision,
        reason: '背景要白色，请重拍',
      })
  })
}

/** An identity card's scan is good as long as the card. */
async function cardUntil(telling: Telling, { kind, login }: Told): Promise<string | undefined> {
  if (kind !== 'id_card_front' && kind !== 'id_card_back') return undefined
  const { name, number } = await telling.personBy(login)
  const [row] = await telling.rows<{ hired: string }>(
    sql`select hired_on::text as hired from employees where number = ${number}`,
  )
  return row && lifeOf({ name, number: number ?? '', hired: row.hired }, telling.today).cardUntil
}

/** A sheet of paper with lines on it that nobody can read. */
async function sheet(n: number): Promise<File> {
  const lines = Array.from(
    { length: 9 },
    (_, line) =>
      `<rect x="60" y="${150 + line * 36}" width="${220 + ((n * 97 + line * 61) % 180)}" height="10" fill="#8a8f98"/>`,
  )
  const page = `<svg xmlns="http://www.w3.org/2000/svg" width="520" height="560"><rect width="520" height="560" fill="#f7f3e9"/>
    <rect x="60" y="60" width="${160 + ((n * 53) % 140)}" height="28" fill="#3c4a63"/>${lines.join('')}</svg>`
  const content = await sharp(Buffer.from(page)).jpeg().toBuffer()
  return new File([new Uint8Array(content)], 'scan.jpg', { type: 'image/jpeg' })
}
