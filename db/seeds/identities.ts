import { sql } from 'drizzle-orm'
import { enterBankAccount, enterIdentity, reveal, revealOwn } from '@/lib/identities/commands'
import { bankAccountInput, enterIdentityInput, revealInput } from '@/lib/identities/input'
import { checkDigitOf, luhnDigitOf } from '@/lib/identities/rules'
import type { Company } from './company'
import { drawOf, lifeOf } from './lives'
import { type Person, pass, personOf, type Telling } from './telling'

type Found = { number: string; name: string; hired: string }

/** Documents, addresses and bank cards of everybody, entered when the company began and once more for those who came since. */
export function planIdentities(telling: Telling, company: Company): void {
  const hr = personOf(company.cast, 'xutinglan')
  for (const offset of [-361, -180, -60, -2])
    telling.at(telling.day(offset), 9.5, async () => {
      const people = await telling.rows<Found>(sql`
        select e.number, e.name, e.hired_on::text as hired from employees e
        where not exists (select from identities i where i.employee_id = e.id) order by e.number`)
      for (const person of people) await enterFile(telling, hr, person)
    })
  planLooks(telling, company)
}

async function enterFile(telling: Telling, hr: Person, person: Found): Promise<void> {
  const draw = drawOf(person.number)
  const gender = isWoman(person.name, draw(2) === 0) ? 'female' : 'male'
  const { birthDate, cardUntil } = lifeOf(person, telling.today)
  telling.now = new Date(telling.now.getTime() + 20_000)
  const actor = telling.as(hr)
  await enterIdentity(
    telling.tx,
    actor,
    enterIdentityInput.parse({
      number: person.number,
      kind: 'id_card',
      documentNumber: idNumber(birthDate, gender, draw),
      validUntil: cardUntil,
      registeredAddress: address(draw),
      currentAddress: draw(5) === 0 ? undefined : address(draw),
    }),
  )
  if (draw(8) === 0) return
  const body = `622202${String(draw(1_000_000)).padStart(6, '0')}${String(draw(1_000_000)).padStart(6, '0')}`
  await enterBankAccount(
    telling.tx,
    actor,
    bankAccountInput.parse({
      number: person.number,
      bank: ['工商银行', '建设银行', '招商银行'][draw(3)],
      holder: person.name,
      cardNumber: body + luhnDigitOf(body),
    }),
  )
}

/** Some looks of the last weeks, HR's and one's own. */
function planLooks(telling: Telling, company: Company): void {
  const looks = [
    [-40, 'liwanqing', 'zhoulan', 'number', 'contract', '续签劳动合同'],
    [-21, 'wangmuyang', 'xutinglan', 'number', 'insurance', '社保增员'],
    [-12, 'guyan', 'zhoulan', 'registeredAddress', 'request', '寄送工作服'],
    [-6, 'liwanqing', 'zhoulan', 'registeredAddress', 'verification', ''],
  ] as const
  for (const [offset, login, by, what, purpose, note] of looks)
    telling.at(telling.day(offset), 15, async () => {
      const { number } = await telling.personBy(login)
      const input = revealInput.parse({ number, what, purpose, note })
      await reveal(telling.tx, telling.as(personOf(company.cast, by)), input)
    })
  telling.at(telling.day(-5), 20, async () => {
    pass(telling)
    await revealOwn(telling.tx, telling.as(await telling.personBy('liwanqing'), 'employee'), {
      what: 'number',
    })
  })
}

/** Of an area that does not exist, so that it is nobody's; its check digit is right. */
function idNumber(birthDate: string, gender: 'female' | 'male', draw: (below: number) => number): string {
  const sequence = 2 * (1 + draw(499)) - (gender === 'male' ? 1 : 0)
  const body = `999999${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return body + checkDigitOf(body)
}

function address(draw: (below: number) => number): string {
  const place = [
    '上海市徐汇区',
    '上海市杨浦区',
    '江苏省苏州市姑苏区',
    '浙江省杭州市西湖区',
    '安徽省合肥市蜀山区',
  ]
  const road = ['银杏路', '青松路', '白桦路', '芙蓉路', '海棠路']
  return `${place[draw(place.length)]}${road[draw(road.length)]} ${1 + draw(300)} 弄 ${1 + draw(30)} 号 ${101 + draw(20) * 100} 室`
}

function isWoman(name: string, otherwise: boolean): boolean {
  if (/[婉岚澜蓁静秀芳丽敏雪婷娟莉颖慧妍琳蕊怡欣悦萱瑶晓溪言兰玉梅薇艳英霞红燕雅娜倩琪芷晴慈]/.test(name))
    return true
  return /[明远骏立川强刚军伟磊勇志平阳峰浩]/.test(name) ? false : otherwise
}
