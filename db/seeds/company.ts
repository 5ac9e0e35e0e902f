import { sql } from 'drizzle-orm'
import { found } from '@/db/first-admin'
import { endGrant, grantRole } from '@/lib/access/commands'
import { endGrantInput, grantRoleInput } from '@/lib/access/input'
import type { Role } from '@/lib/actor'
import { moveUnit, openUnit, renameUnit } from '@/lib/organisation/commands'
import { moveUnitInput, openUnitInput, renameUnitInput } from '@/lib/organisation/input'
import { addPartner, changeAgreement, signAgreement } from '@/lib/partners/commands'
import { addPartnerInput, changeAgreementInput, signAgreementInput } from '@/lib/partners/input'
import { hireEmployee } from '@/lib/people/commands'
import { hireInput } from '@/lib/people/input'
import { addPosition, changePosition, retirePosition } from '@/lib/positions/commands'
import { addPositionInput, changePositionInput, retirePositionInput } from '@/lib/positions/input'
import { changeStore, openStore } from '@/lib/stores/commands'
import { changeStoreInput, openStoreInput } from '@/lib/stores/input'
import type { Person, Telling } from './telling'

export type Company = {
  units: Record<string, string>
  positions: Record<string, string>
  cast: Record<string, Person>
  /** The manager of each store, by its code. */
  managers: Record<string, Person>
}

type Department = 'catering' | 'retail' | 'design' | 'human-resources'
export type Trade = 'catering' | 'retail'

const departments: { code: Department; name: string; openedOn: string }[] = [
  { code: 'catering', name: '餐饮事业部', openedOn: '2015-04-01' },
  { code: 'retail', name: '门店零售部', openedOn: '2015-04-01' },
  { code: 'design', name: '设计部', openedOn: '2016-07-01' },
  { code: 'human-resources', name: '人力资源部', openedOn: '2015-04-01' },
]
const regions = [
  { code: 'east', name: '华东' },
  { code: 'north', name: '华北' },
  { code: 'south', name: '华南' },
]

type Kind = 'secondment' | 'outsourcing' | 'labour_dispatch'
type Agreement = {
  number: string
  kind: Kind
  /** Days from today. */
  starts: number
  ends: number
  limit?: number
  workforce?: number
  note?: string
}
const partners: {
  code: string
  name: string
  creditCode: string
  contactName: string
  contactPhone: string
  agreements: Agreement[]
}[] = [
  {
    code: 'hefeng',
    name: '上海和风餐饮管理有限公司',
    creditCode: '91310104MA1FR8QK3D',
    contactName: '陆远航',
    contactPhone: '021-6438 0117',
    agreements: [
      {
        number: 'WB-HF-01',
        kind: 'outsourcing',
        starts: -700,
        ends: 395,
        limit: 45,
        note: '后厨与前厅岗位外包，按门店结算',
      },
    ],
  },
  {
    code: 'yunlan',
    name: '云岚商业（上海）有限公司',
    creditCode: '91310106MA1FY2TL8H',
    contactName: '沈知夏',
    contactPhone: '021-5298 0236',
    agreements: [
      {
        number: 'PQ-YL-01',
        kind: 'labour_dispatch',
        starts: -520,
        ends: 210,
        workforce: 150,
        note: '辅助性岗位，用工比例每月核对',
      },
    ],
  },
  {
    code: 'chenxi',
    name: '晨曦百货（北京）有限公司',
    creditCode: '91110105MA01RC6P5T',
    contactName: '韩冬临',
    contactPhone: '010-6590 0321',
    agreements: [
      { number: 'JD-CX-01', kind: 'secondment', starts: -1100, ends: -330, limit: 20 },
      {
        number: 'JD-CX-02',
        kind: 'secondment',
        starts: -330,
        ends: 41,
        limit: 24,
        note: '到期前需重新议定借调补贴',
      },
    ],
  },
  {
    code: 'yueheng',
    name: '粤恒商业管理（广州）有限公司',
    creditCode: '91440101MA5CU7HJ2W',
    contactName: '冯子墨',
    contactPhone: '020-3873 0458',
    agreements: [{ number: 'WB-YH-01', kind: 'outsourcing', starts: -430, ends: 300, limit: 30 }],
  },
  {
    code: 'haiyue',
    name: '海悦零售（深圳）有限公司',
    creditCode: '91440300MA5GD4NX9E',
    contactName: '邹以宁',
    contactPhone: '0755-8631 0572',
    agreements: [{ number: 'JD-HY-01', kind: 'secondment', starts: -400, ends: 695 }],
  },
]

export type StorePlan = {
  code: string
  name: string
  partner: string
  region: string
  city: string
  address: string
  phone: string
  /** GCJ-02. */
  at: [latitude: number, longitude: number]
  opened: string
  trade: Trade
  /** How many of our people work there. */
  posts: number
  manager: { login: string; name: string }
}
export const stores: StorePlan[] = [
  {
    code: 'tianyao',
    name: '徐汇天钥店',
    partner: 'hefeng',
    region: 'east',
    city: '上海',
    address: '徐汇区天钥桥路333号腾飞广场2层',
    phone: '021-6426 0801',
    at: [31.19016, 121.43874],
    opened: '2019-05-18',
    trade: 'catering',
    posts: 9,
    manager: { login: 'zhaomingyuan', name: '赵明远' },
  },
  {
    code: 'lujiazui',
    name: '陆家嘴店',
    partner: 'hefeng',
    region: 'east',
    city: '上海',
    address: '浦东新区世纪大道8号国金中心LG2层',
    phone: '021-5012 0802',
    at: [31.23631, 121.50218],
    opened: '2020-09-12',
    trade: 'catering',
    posts: 7,
    manager: { login: 'tangyiming', name: '唐一鸣' },
  },
  {
    code: 'hubin',
    name: '杭州湖滨店',
    partner: 'hefeng',
    region: 'south',
    city: '杭州',
    address: '上城区东坡路7号湖滨银泰B区5层',
    phone: '0571-8702 0803',
    at: [30.25396, 120.16381],
    opened: '2021-06-05',
    trade: 'catering',
    posts: 7,
    manager: { login: 'songzhiqiu', name: '宋知秋' },
  },
  {
    code: 'guanqian',
    name: '苏州观前店',
    partner: 'hefeng',
    region: 'east',
    city: '苏州',
    address: '姑苏区观前街98号3层',
    phone: '0512-6522 0804',
    at: [31.31274, 120.62638],
    opened: '2022-04-30',
    trade: 'catering',
    posts: 6,
    manager: { login: 'huaiyuan', name: '华以远' },
  },
  {
    code: 'nanxi',
    name: '南京西路店',
    partner: 'yunlan',
    region: 'east',
    city: '上海',
    address: '静安区南京西路1266号恒隆广场4层',
    phone: '021-6288 0805',
    at: [31.22763, 121.45352],
    opened: '2018-11-03',
    trade: 'catering',
    posts: 8,
    manager: { login: 'fangjing', name: '方静' },
  },
  {
    code: 'wujiaochang',
    name: '五角场店',
    partner: 'yunlan',
    region: 'east',
    city: '上海',
    address: '杨浦区淞沪路77号万达广场1层',
    phone: '021-5566 0806',
    at: [31.30179, 121.51422],
    opened: '2021-10-01',
    trade: 'retail',
    posts: 6,
    manager: { login: 'luqi', name: '鲁琪' },
  },
  {
    code: 'sanlitun',
    name: '三里屯店',
    partner: 'chenxi',
    region: 'north',
    city: '北京',
    address: '朝阳区三里屯路19号太古里南区2层',
    phone: '010-6417 0807',
    at: [39.93632, 116.45508],
    opened: '2019-08-24',
    trade: 'retail',
    posts: 8,
    manager: { login: 'mengfanxing', name: '孟繁星' },
  },
  {
    code: 'guomao',
    name: '国贸店',
    partner: 'chenxi',
    region: 'north',
    city: '北京',
    address: '朝阳区建国门外大街1号国贸商城3层',
    phone: '010-6505 0808',
    at: [39.91049, 116.46117],
    opened: '2020-12-19',
    trade: 'retail',
    posts: 7,
    manager: { login: 'yanxiaobei', name: '严小北' },
  },
  {
    code: 'tianhe',
    name: '天河城店',
    partner: 'yueheng',
    region: 'south',
    city: '广州',
    address: '天河区天河路208号天河城6层',
    phone: '020-8559 0809',
    at: [23.13301, 113.32652],
    opened: '2020-07-11',
    trade: 'catering',
    posts: 7,
    manager: { login: 'liaojiahe', name: '廖嘉禾' },
  },
  {
    code: 'beijinglu',
    name: '北京路店',
    partner: 'yueheng',
    region: 'south',
    city: '广州',
    address: '越秀区北京路238号广百广场5层',
    phone: '020-8332 0810',
    at: [23.12254, 113.26931],
    opened: '2022-01-15',
    trade: 'catering',
    posts: 6,
    manager: { login: 'ouzichen', name: '区子琛' },
  },
  {
    code: 'wanxiang',
    name: '万象天地店',
    partner: 'haiyue',
    region: 'south',
    city: '深圳',
    address: '南山区深南大道9668号万象天地L3层',
    phone: '0755-8668 0811',
    at: [22.54402, 113.95297],
    opened: '2021-03-20',
    trade: 'retail',
    posts: 7,
    manager: { login: 'zhuangweiran', name: '庄蔚然' },
  },
  {
    code: 'haian',
    name: '海岸城购物中心店',
    partner: 'haiyue',
    region: 'south',
    city: '深圳',
    address: '南山区文心五路33号海岸城东区1层',
    phone: '0755-8635 0812',
    at: [22.51842, 113.93681],
    opened: '2022-09-09',
    trade: 'retail',
    posts: 6,
    manager: { login: 'kangrui', name: '康睿' },
  },
]

const positions: { code: string; name: string; family: string; level: number }[] = [
  { code: 'kitchen-hand', name: '帮厨', family: '餐饮', level: 2 },
  { code: 'chef', name: '厨师', family: '餐饮', level: 3 },
  { code: 'store-chef', name: '驻店主厨', family: '餐饮', level: 4 },
  { code: 'head-chef', name: '厨师长', family: '餐饮', level: 6 },
  { code: 'cashier', name: '收银员', family: '零售', level: 1 },
  { code: 'sales', name: '导购', family: '零售', level: 2 },
  { code: 'senior-sales', name: '高级导购', family: '零售', level: 4 },
  { code: 'supervisor', name: '驻店督导', family: '零售', level: 5 },
  { code: 'designer', name: '陈列设计师', family: '设计', level: 4 },
  { code: 'senior-designer', name: '资深陈列设计师', family: '设计', level: 6 },
  { code: 'clerk', name: '人事专员', family: '职能', level: 3 },
  { code: 'manager', name: '经理', family: '管理', level: 7 },
  { code: 'director', name: '总监', family: '管理', level: 9 },
]

/** People with a role at headquarters. All are employees and have their own pages as well. */
const staff: {
  login: string
  name: string
  home: string
  position: string
  hired: string
  role: Exclude<Role, 'employee'>
  at: string
}[] = [
  {
    login: 'zhoulan',
    name: '周岚',
    home: 'human-resources',
    position: 'manager',
    hired: '2017-03-06',
    role: 'hr',
    at: 'hq',
  },
  {
    login: 'xutinglan',
    name: '许听澜',
    home: 'human-resources',
    position: 'manager',
    hired: '2019-09-02',
    role: 'hr',
    at: 'hq',
  },
  {
    login: 'sunli',
    name: '孙立',
    home: 'hq',
    position: 'director',
    hired: '2015-03-16',
    role: 'executive',
    at: 'hq',
  },
  {
    login: 'hejun',
    name: '何骏',
    home: 'catering',
    position: 'director',
    hired: '2015-06-01',
    role: 'head',
    at: 'catering',
  },
  {
    login: 'luzhiheng',
    name: '陆知衡',
    home: 'retail',
    position: 'director',
    hired: '2016-02-22',
    role: 'head',
    at: 'retail',
  },
  {
    login: 'jiangruoning',
    name: '江若宁',
    home: 'design',
    position: 'director',
    hired: '2016-08-15',
    role: 'head',
    at: 'design',
  },
  {
    login: 'shenqingru',
    name: '沈清如',
    home: 'human-resources',
    position: 'director',
    hired: '2015-05-11',
    role: 'head',
    at: 'human-resources',
  },
  {
    login: 'qinchuan',
    name: '秦川',
    home: 'catering',
    position: 'manager',
    hired: '2017-10-09',
    role: 'manager',
    at: 'east',
  },
  {
    login: 'liangyutong',
    name: '梁宇桐',
    home: 'retail',
    position: 'manager',
    hired: '2018-04-16',
    role: 'manager',
    at: 'north',
  },
  {
    login: 'wenyizhou',
    name: '温亦舟',
    home: 'retail',
    position: 'manager',
    hired: '2018-11-26',
    role: 'manager',
    at: 'south',
  },
  {
    login: 'yezhen',
    name: '叶蓁',
    home: 'design',
    position: 'senior-designer',
    hired: '2018-07-02',
    role: 'specialist',
    at: 'design',
  },
  {
    login: 'shaoning',
    name: '邵宁',
    home: 'hq',
    position: 'manager',
    hired: '2016-10-10',
    role: 'auditor',
    at: 'hq',
  },
  {
    login: 'gaoyuan',
    name: '高远',
    home: 'hq',
    position: 'manager',
    hired: '2017-12-04',
    role: 'admin',
    at: 'hq',
  },
]

/** The day the company began to use Outpost: the organisation as it was, the partners, and who may do what. */
export async function setUpCompany(telling: Telling, passwordHash: string): Promise<Company> {
  const { tx } = telling
  const company: Company = { units: {}, positions: {}, cast: {}, managers: {} }
  const { units, cast } = company

  const founded = await found(tx, {
    now: telling.now,
    today: telling.localDay,
    openedOn: '2015-03-01',
    name: '总部',
    account: { login: 'gaoyuan', name: '高远', roles: ['admin'] },
    passwordHash,
    mustChange: false,
  })
  units.hq = founded.unitId
  const admin = telling.know({
    userId: founded.userId,
    name: '高远',
    role: 'admin',
    unitId: founded.unitId,
    employeeId: null,
    number: null,
  })
  cast.gaoyuan = admin
  const join = async (login: string, name: string, role: Role, unit: string): Promise<Person> => {
    pass(telling)
    const known = cast[login]
    const userId = known?.userId ?? (await telling.account(telling.as(admin), login, name))
    if (!known) {
      const input = grantRoleInput.parse({ userId, role, unitId: idOf(units, unit) })
      await grantRole(tx, telling.as(admin), input)
    }
    const person = telling.know({
      userId,
      name,
      role,
      unitId: idOf(units, unit),
      employeeId: null,
      number: null,
    })
    cast[login] = person
    return person
  }
  const hr = await join('zhoulan', '周岚', 'hr', 'hq')

  for (const unit of departments) {
    pass(telling)
    const input = openUnitInput.parse({ ...unit, kind: 'department', parentId: units.hq })
    units[unit.code] = (await openUnit(tx, telling.as(hr), input)).id
  }
  for (const unit of regions) {
    pass(telling)
    const input = openUnitInput.parse({ ...unit, kind: 'region', parentId: units.hq, openedOn: '2018-01-01' })
    units[unit.code] = (await openUnit(tx, telling.as(hr), input)).id
  }
  for (const { code, name, family, level } of positions) {
    pass(telling)
    const input = addPositionInput.parse({ code, name, family, level })
    company.positions[code] = (await addPosition(tx, telling.as(hr), input)).id
  }
  const partnerIds = await bringPartners(telling, hr)
  await bringStores(telling, hr, company, partnerIds)
  for (const one of staff) await join(one.login, one.name, one.role, one.at)
  for (const store of stores) {
    company.managers[store.code] = await join(store.manager.login, store.manager.name, 'manager', store.code)
  }
  await hireStaff(telling, company, hr)
  planChanges(telling, company, hr)
  return company
}

async function bringPartners(telling: Telling, hr: Person): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  for (const { agreements, ...partner } of partners) {
    pass(telling)
    const { id } = await addPartner(telling.tx, telling.as(hr), addPartnerInput.parse(partner))
    ids[partner.code] = id
    for (const agreement of agreements) {
      // the one that is ending was signed when the one before it ran out
      const sign = async (): Promise<void> => {
        const input = signAgreementInput.parse({
          partnerId: id,
          number: agreement.number,
          kind: agreement.kind,
          startsOn: telling.day(agreement.starts),
          endsOn: telling.day(agreement.ends),
          headcountLimit: agreement.limit,
          partnerWorkforce: agreement.workforce,
          note: agreement.note,
        })
        await signAgreement(telling.tx, telling.as(hr), input)
      }
      if (agreement.starts > -360) telling.at(telling.day(agreement.starts - 9), 15, sign)
      else await sign()
    }
  }
  return ids
}

async function bringStores(
  telling: Telling,
  hr: Person,
  company: Company,
  partnerIds: Record<string, string>,
): Promise<void> {
  for (const store of stores) {
    pass(telling)
    const input = openStoreInput.parse({
      code: store.code,
      name: store.name,
      parentId: idOf(company.units, store.region),
      openedOn: store.opened,
      ...storeFacts(store, partnerIds),
    })
    company.units[store.code] = (await openStore(telling.tx, telling.as(hr), input)).id
  }
  // the fence of one store was too narrow for its two entrances
  const widened = stores.find(store => store.code === 'nanxi')
  if (!widened) return
  telling.at(telling.day(-203), 16.5, async () => {
    const input = changeStoreInput.parse({
      unitId: idOf(company.units, widened.code),
      revision: 1,
      zone: 'Asia/Shanghai',
      ...storeFacts(widened, partnerIds),
      fenceRadiusM: 220,
    })
    await changeStore(telling.tx, telling.as(hr), input)
  })
}

function storeFacts(store: StorePlan, partnerIds: Record<string, string>): Record<string, unknown> {
  const [latitude, longitude] = store.at
  return {
    partnerId: idOf(partnerIds, store.partner),
    city: store.city,
    address: store.address,
    phone: store.phone,
    latitude,
    longitude,
    coordinateSystem: 'gcj02',
    fenceRadiusM: 150,
    openingHours:
      store.trade === 'catering'
        ? [
            { days: [1, 2, 3, 4, 5], opens: '10:30', closes: '21:30' },
            { days: [6, 7], opens: '10:00', closes: '22:00' },
          ]
        : [{ days: [1, 2, 3, 4, 5, 6, 7], opens: '10:00', closes: '22:00' }],
  }
}

async function hireStaff(telling: Telling, company: Company, hr: Person): Promise<void> {
  for (const one of staff) {
    pass(telling)
    const person = personOf(company.cast, one.login)
    const input = hireInput.parse({
      name: one.name,
      homeUnitId: idOf(company.units, one.home),
      positionId: idOf(company.positions, one.position),
      hiredOn: one.hired,
      userId: person.userId,
      hqContactUserId: hr.userId,
      phone: phone(telling),
      email: `${one.login}@outpost.example`,
    })
    const { id, number } = await hireEmployee(telling.tx, telling.as(hr), input)
    company.cast[one.login] = telling.know({ ...person, employeeId: id, number })
  }
}

/** What changed in the organisation itself during the year, so that it looks different on an earlier day. */
function planChanges(telling: Telling, company: Company, hr: Person): void {
  const { tx } = telling
  const { units } = company
  telling.at(telling.day(-148), 10, async () => {
    const input = renameUnitInput.parse({ unitId: idOf(units, 'retail'), revision: 1, name: '零售事业部' })
    await renameUnit(tx, telling.as(hr), input)
  })
  telling.at(telling.day(-61), 11, async () => {
    const input = renameUnitInput.parse({ unitId: idOf(units, 'haian'), revision: 1, name: '海岸城店' })
    await renameUnit(tx, telling.as(hr), input)
  })
  // Hangzhou was opened by the team of the south and goes over to its own region
  telling.at(telling.day(-121), 9.5, async () => {
    const input = moveUnitInput.parse({ unitId: idOf(units, 'hubin'), revision: 1, parentId: units.east })
    await moveUnit(tx, telling.as(hr), input)
  })
  telling.at(telling.day(-170), 14, async () => {
    const input = retirePositionInput.parse({ positionId: company.positions.cashier, revision: 1 })
    await retirePosition(tx, telling.as(hr), input)
  })
  telling.at(telling.day(-96), 14, async () => {
    const input = changePositionInput.parse({
      positionId: company.positions['senior-sales'],
      revision: 1,
      name: '高级导购',
      family: '零售',
      level: 3,
    })
    await changePosition(tx, telling.as(hr), input)
  })
  // the store at Wujiaochang got another manager
  telling.at(telling.day(-133), 10, async () => {
    const before = company.managers.wujiaochang
    if (!before) return
    const [grant] = await telling.rows<{ id: string }>(grantsOf(before.userId))
    if (!grant) return
    const userId = await telling.account(telling.as(hr), 'helang', '贺朗')
    const unitId = idOf(units, 'wujiaochang')
    await grantRole(tx, telling.as(hr), grantRoleInput.parse({ userId, role: 'manager', unitId }))
    await endGrant(tx, telling.as(hr), endGrantInput.parse({ grantId: grant.id }))
    company.managers.wujiaochang = telling.know({
      userId,
      name: '贺朗',
      role: 'manager',
      unitId,
      employeeId: null,
      number: null,
    })
  })
  planAgreementCheck(telling, hr)
}

/** The partner of labour dispatch tells its workforce anew: our share is then a little above the warning line. */
function planAgreementCheck(telling: Telling, hr: Person): void {
  telling.at(telling.day(-4), 15, async () => {
    const [agreement] = await telling.rows<{ id: string; revision: number; people: number }>(
      agreementOf(telling, 'PQ-YL-01'),
    )
    const plan = partners.flatMap(partner => partner.agreements).find(one => one.kind === 'labour_dispatch')
    if (!agreement || !plan) return
    const input = changeAgreementInput.parse({
      agreementId: agreement.id,
      revision: agreement.revision,
      kind: plan.kind,
      startsOn: telling.day(plan.starts),
      endsOn: telling.day(plan.ends),
      partnerWorkforce: Math.floor(agreement.people / 0.081),
      note: plan.note,
    })
    await changeAgreement(telling.tx, telling.as(hr), input)
  })
  // the outsourcing partner in Guangzhou agreed to one person more than it has
  telling.at(telling.day(-4), 15.5, async () => {
    const [agreement] = await telling.rows<{ id: string; revision: number; people: number }>(
      agreementOf(telling, 'WB-YH-01'),
    )
    const plan = partners.flatMap(partner => partner.agreements).find(one => one.number === 'WB-YH-01')
    if (!agreement || !plan) return
    const input = changeAgreementInput.parse({
      agreementId: agreement.id,
      revision: agreement.revision,
      kind: plan.kind,
      startsOn: telling.day(plan.starts),
      endsOn: telling.day(plan.ends),
      headcountLimit: agreement.people + 1,
      note: '人数上限按年度预算调整',
    })
    await changeAgreement(telling.tx, telling.as(hr), input)
  })
}

type Question = ReturnType<typeof sql>

function grantsOf(userId: string): Question {
  return sql`select id from role_grants where user_id = ${userId} and ends_on is null`
}

function agreementOf(telling: Telling, number: string): Question {
  return sql`
    select g.id, g.revision, (
      select count(*)::int from assignments a join stores s on s.unit_id = a.unit_id
      where s.partner_id = g.partner_id and a.starts_on <= ${telling.today} and (a.ends_on is null or a.ends_on > ${telling.today})
    ) as people
    from agreements g where g.number = ${number}`
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
