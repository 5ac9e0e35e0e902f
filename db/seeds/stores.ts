import { zone } from '@/lib/clock'
import { changeStore, openStore } from '@/lib/stores/commands'
import { changeStoreInput, openStoreInput } from '@/lib/stores/input'
import { idOf, type Person, pass, type Telling } from './telling'

export type Trade = 'catering' | 'retail'

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

export async function bringStores(
  telling: Telling,
  hr: Person,
  units: Record<string, string>,
  partnerIds: Record<string, string>,
): Promise<void> {
  for (const store of stores) {
    pass(telling)
    const input = openStoreInput.parse({
      code: store.code,
      name: store.name,
      parentId: idOf(units, store.region),
      openedOn: store.opened,
      ...storeFacts(store, partnerIds),
    })
    units[store.code] = (await openStore(telling.tx, telling.as(hr), input)).id
  }
  // the fence of one store was too narrow for its two entrances
  const widened = stores.find(store => store.code === 'nanxi')
  if (!widened) return
  telling.at(telling.day(-203), 16.5, async () => {
    const input = changeStoreInput.parse({
      unitId: idOf(units, widened.code),
      revision: 1,
      zone,
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
