import { recordEarlierJob } from '@/lib/background/commands'
import { jobInput } from '@/lib/background/input'
import { recordCertificate } from '@/lib/certificates/commands'
import { certificateInput } from '@/lib/certificates/input'
import { addDays, addMonths } from '@/lib/clock'
import { renewContract, signContract } from '@/lib/contracts/commands'
import { renewInput, signInput } from '@/lib/contracts/input'
import { listContracts } from '@/lib/contracts/queries'
import { type Company, titleOf } from './company'
import { lifeOf } from './lives'
import { formOf, type Worker } from './people'
import { staff } from './staff'
import { type Person, personOf, type Telling } from './telling'

/** What is due today, so that every kind of reminder has somebody: which workers of those who came long ago, in the order of the story. */
const cases = ['unwritten', 'lapsed', 'ending', 'ending', 'secondTerm', 'secondTerm'] as const
type Case = (typeof cases)[number]

/** What people of a department learned, and where. */
const studies: Record<Worker['home'], [name: string, school: string]> = {
  catering: ['大专 · 烹饪工艺与营养', '浙江旅游职业学院'],
  retail: ['大专 · 市场营销', '上海商学院'],
  design: ['大专 · 视觉传达', '苏州工艺美术职业技术学院'],
  'human-resources': ['大专 · 人力资源管理', '上海商学院'],
}

/** What scans of these certificates say as well (documents.ts). */
export const healthUntil: Record<string, number> = { wangmuyang: 24 }
export const skills: Record<string, string> = {
  liwanqing: '西式面点师（四级）',
  wangmuyang: '中式烹调师（三级）',
}

/** HR enters contracts and certificates of everybody on one day in spring, and of who came since when they came. */
export function planContracts(telling: Telling, company: Company, workers: Worker[]): void {
  const hr = personOf(company.cast, 'xutinglan')
  const old = workers.filter(worker => worker.hired < -430)
  const special = new Map<Worker, Case>(
    cases.flatMap((one, n) => (old[10 + n * 7] ? [[old[10 + n * 7] as Worker, one]] : [])),
  )
  const newcomer = workers.find(worker => worker.hired > -70)
  if (newcomer) special.set(newcomer, 'unwritten')
  for (const worker of workers) {
    const day = Math.max(worker.hired + 9, -200)
    telling.at(telling.day(day), 14, async () => {
      await file(telling, hr, worker, special.get(worker))
      await certify(telling, hr, worker)
    })
  }
  telling.at(telling.day(-200), 13, () => fileStaff(telling, company, hr))
  const [, , gone] = old.slice(40)
  if (gone) telling.at(telling.day(-190), 15, () => remember(telling, hr, gone))
}

async function fileStaff(telling: Telling, company: Company, hr: Person): Promise<void> {
  for (const { login, position, hired: hiredOn } of staff) {
    const person = personOf(company.cast, login)
    if (person.number === null) continue
    await sign(telling, hr, {
      number: person.number,
      kind: 'open_ended',
      signedOn: addDays(hiredOn, 5),
      startsOn: hiredOn,
      position: titleOf(position),
    })
  }
}

type Said = {
  number: string
  kind: 'fixed_term' | 'open_ended'
  signedOn: string
  startsOn: string
  lastOn?: string
  probationLastOn?: string
  position: string
}

async function sign(telling: Telling, hr: Person, said: Said): Promise<void> {
  await signContract(telling.tx, telling.as(hr), signInput.parse({ ...said, place: '上海市' }))
}

/** Three years at first, another three, and open-ended then; who came lately has a probation. */
async function file(telling: Telling, hr: Person, worker: Worker, special: Case | undefined): Promise<void> {
  const number = worker.person?.number
  if (!number || special === 'unwritten') return
  const startsOn = telling.day(worker.hired)
  const position = titleOf(worker.position)
  const lot = lotOf(worker)
  // part-time work has none (Labour Contract Law art. 70)
  const probation = (months: number) =>
    formOf(worker) !== 'part_time' && { probationLastOn: addDays(addMonths(startsOn, months), -1) }
  const first: Said = {
    number,
    kind: 'fixed_term',
    signedOn: addDays(startsOn, worker.hired < -300 && lot(16) === 3 ? 43 : 1 + lot(8)),
    startsOn,
    lastOn: addDays(addMonths(startsOn, 36), -1),
    ...probation(worker.hired > -200 ? 6 : 3),
    position,
  }
  const lastDays: Partial<Record<Case, number>> = { lapsed: -12, ending: 6 + lot(64) }
  const lastDay = special && lastDays[special]
  if (lastDay !== undefined) {
    const { probationLastOn: _, ...short } = first
    await sign(telling, hr, { ...short, lastOn: telling.day(lastDay) })
    return
  }
  if (special === 'secondTerm') {
    const middle = addDays(startsOn, 180)
    await sign(telling, hr, {
      ...first,
      ...probation(1),
      lastOn: middle,
    })
    await renew(telling, hr, number, {
      kind: 'fixed_term',
      lastOn: telling.day(20 + lot(60)),
      position,
    })
    return
  }
  await sign(telling, hr, first)
  for (let year = 3; telling.day(0) > addMonths(startsOn, year * 12); year += 3) {
    const isLast = year >= 6
    const lastOn = addDays(addMonths(startsOn, (year + 3) * 12), -1)
    await renew(telling, hr, number, {
      kind: isLast ? 'open_ended' : 'fixed_term',
      ...(!isLast && { lastOn }),
      position,
    })
    if (isLast) return
  }
}

async function renew(
  telling: Telling,
  hr: Person,
  number: string,
  said: { kind: 'fixed_term' | 'open_ended'; lastOn?: string; position: string },
): Promise<void> {
  const [latest] = await listContracts(telling.tx, number)
  if (!latest?.endsOn || latest.endsOn > telling.day(30)) return
  const signedOn = addDays(latest.endsOn, -14)
  const input = renewInput.parse({
    contractId: latest.id,
    revision: latest.revision,
    signedOn: [signedOn, telling.localDay].sort()[0],
    place: '上海市',
    reason: '纸质合同补录',
    ...said,
  })
  await renewContract(telling.tx, telling.as(hr), input)
}

/** Kitchens need health certificates; some expire soon, and one has. */
async function certify(telling: Telling, hr: Person, worker: Worker): Promise<void> {
  const number = worker.person?.number
  if (!number) return
  const { graduatedOn } = lifeOf(
    { number, name: worker.name, hired: telling.day(worker.hired) },
    telling.today,
  )
  const record = (paper: Record<string, unknown>) =>
    recordCertificate(telling.tx, telling.as(hr), certificateInput.parse({ number, ...paper }))
  const lot = lotOf(worker)
  if (worker.home === 'catering') {
    const expiresOn = telling.day(healthUntil[worker.login] ?? (lot(8) === 0 ? lot(90) - 9 : 100 + lot(60)))
    await record({
      kind: 'health',
      name: '健康证',
      paperNumber: `JK${100_000 + lot(899_999)}`,
      issuedBy: '上海市疾病预防控制中心',
      issuedOn: addDays(expiresOn, -364),
      expiresOn,
    })
  }
  if (lot(5) === 1 || worker.login === 'liwanqing') {
    const [name, issuedBy] = studies[worker.home]
    await record({ kind: 'education', name, issuedBy, issuedOn: graduatedOn })
  }
  const skill = skills[worker.login]
  if (skill) {
    await record({
      kind: 'skill',
      name: skill,
      issuedBy: '上海市职业技能鉴定中心',
      issuedOn: telling.day(worker.hired - 400),
    })
    await remember(telling, hr, worker)
  }
}

/** Where somebody worked before. */
async function remember(telling: Telling, hr: Person, worker: Worker): Promise<void> {
  const hiredOn = telling.day(worker.hired)
  const number = worker.person?.number ?? ''
  const job = {
    number,
    company: '杏花楼食品餐饮',
    position: '厨工',
    startsOn: lifeOf({ number, name: worker.name, hired: hiredOn }, telling.today).workedFrom,
    lastOn: addDays(hiredOn, -20),
  }
  await recordEarlierJob(telling.tx, telling.as(hr), jobInput.parse(job))
}

/** What differs from person to person, without a draw from the story's own sequence, which would change everything told after. */
function lotOf(worker: Worker): (below: number) => number {
  const seed = [...worker.login].reduce(
    (sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1_000_003,
    worker.hired + 7000,
  )
  return below => seed % below
}
