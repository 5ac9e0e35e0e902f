import { openAccountInput } from '@/lib/access/input'
import { changeEmployee, hireEmployee } from '@/lib/people/commands'
import { changeInput, hireInput } from '@/lib/people/input'
import { type EmploymentForm, namePieces } from '@/lib/people/rules'
import { syllablesOfPerson } from '@/lib/pinyin'
import type { Company } from './company'
import { drawNames } from './names'
import type { Trade } from './stores'
import { idOf, type Person, pass, personOf, phone, type Telling } from './telling'

/** An employee without a role at headquarters: who may be sent to a store. */
export type Worker = {
  name: string
  login: string
  home: 'catering' | 'retail' | 'design' | 'human-resources'
  trade: Trade
  /** At headquarters and in a store. */
  position: string
  storePosition: string
  /** Days from today. */
  hired: number
  /** Set on the day they are entered. */
  person?: Person
}

const named: Pick<Worker, 'name' | 'login' | 'hired'>[] = [
  { name: '李婉清', login: 'liwanqing', hired: -1012 },
  { name: '王沐阳', login: 'wangmuyang', hired: -1430 },
  { name: '顾言', login: 'guyan', hired: -868 },
]

/** How many people each department has besides those with a role. */
const sizes = { catering: 67, retail: 66, design: 18, 'human-resources': 13 } as const

/** Enters everybody: most on the day the company began to use Outpost, the others when they came. */
export async function hireWorkers(telling: Telling, company: Company): Promise<Worker[]> {
  const workers = drawWorkers(telling, Object.values(company.cast))
  for (const worker of workers) {
    if (worker.hired < -362) await hire(telling, company, worker)
    else
      telling.at(telling.day(worker.hired - 3), telling.between(10, 17), () => hire(telling, company, worker))
  }
  return workers
}

function drawWorkers(telling: Telling, cast: Person[]): Worker[] {
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0)
  const taken = [...cast.map(person => person.name), ...named.map(one => one.name)]
  const names = drawNames(total - 1, telling.draw, taken)
  // two people of one name, as in any company: told apart by number and department
  names.push(names[3] ?? '')
  const logins = new Set<string>(['helang'])
  const workers: Worker[] = named.map(one => ({ ...one, ...kindOfWork('catering', 1) }))
  let next = 0
  for (const [home, size] of Object.entries(sizes) as [Worker['home'], number][]) {
    for (let index = 0; index < size; index++) {
      const name = names[next++] ?? ''
      workers.push({
        name,
        login: loginOf(name, logins),
        hired: telling.chance(84) ? -telling.between(430, 3200) : -telling.between(24, 330),
        ...kindOfWork(home, telling.draw(10)),
      })
    }
  }
  return workers
}

function kindOfWork(
  home: Worker['home'],
  grade: number,
): Pick<Worker, 'home' | 'trade' | 'position' | 'storePosition'> {
  switch (home) {
    case 'catering':
      return grade < 7
        ? { home, trade: 'catering', position: 'chef', storePosition: 'store-chef' }
        : { home, trade: 'catering', position: 'kitchen-hand', storePosition: 'chef' }
    case 'retail':
      return grade < 7
        ? { home, trade: 'retail', position: 'sales', storePosition: 'senior-sales' }
        : { home, trade: 'retail', position: 'senior-sales', storePosition: 'supervisor' }
    case 'design':
      return {
        home,
        trade: 'retail',
        position: grade < 8 ? 'designer' : 'senior-designer',
        storePosition: 'designer',
      }
    case 'human-resources':
      return { home, trade: 'retail', position: 'clerk', storePosition: 'clerk' }
  }
}

function loginOf(name: string, taken: Set<string>): string {
  const { namePinyin } = namePieces(name, syllablesOfPerson(name))
  let login = namePinyin
  for (let number = 2; taken.has(login) || !openAccountInput.shape.login.safeParse(login).success; number++) {
    login = `${namePinyin}${number}`
  }
  taken.add(login)
  return login
}

/** Of a few nobody has entered it, and some work by the hour; whom everybody knows works full time. */
export function formOf({ hired, login }: Worker): EmploymentForm | undefined {
  if (named.some(one => one.login === login)) return 'full_time'
  if (hired % 19 === 0) return undefined
  return hired % 13 === 0 ? 'part_time' : 'full_time'
}

async function hire(telling: Telling, company: Company, worker: Worker): Promise<void> {
  pass(telling)
  const hr = personOf(company.cast, telling.chance(50) ? 'zhoulan' : 'xutinglan')
  const contact = worker.login === 'liwanqing' ? personOf(company.cast, 'zhoulan') : hr
  const input = hireInput.parse({
    name: worker.name,
    homeUnitId: idOf(company.units, worker.home),
    positionId: idOf(company.positions, worker.position),
    hiredOn: telling.day(worker.hired),
    employmentForm: formOf(worker),
    hqContactUserId: contact.userId,
    phone: phone(telling),
    email: `${worker.login}@outpost.example`,
    emergencyName: `${[...worker.name][0]}${telling.pick(['建平', '秀兰', '文静', '志远', '晓梅'])}`,
    emergencyPhone: phone(telling),
    emergencyRelation: telling.pick(['父亲', '母亲', '配偶', '姐姐', '哥哥']),
  })
  const { id, number } = await hireEmployee(telling.tx, telling.as(hr), input)
  const userId = await telling.account(telling.as(hr), worker.login, worker.name, number)
  worker.person = telling.know({
    userId,
    name: worker.name,
    role: 'employee',
    unitId: null,
    employeeId: id,
    number,
  })
}

/** One goes over to another department. `free` are people who were never sent anywhere. */
export function planChangeOfHome(
  telling: Telling,
  company: Company,
  free: (home: Worker['home']) => Worker,
): void {
  const hr = personOf(company.cast, 'xutinglan')
  const changing = free('design')
  telling.at(telling.day(-75), 11, async () => {
    const input = changeInput.parse({
      number: changing.person?.number,
      revision: 1,
      name: changing.name,
      homeUnitId: idOf(company.units, 'retail'),
      hqContactUserId: hr.userId,
    })
    await changeEmployee(telling.tx, telling.as(hr), input)
  })
}
