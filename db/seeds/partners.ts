import { sql } from 'drizzle-orm'
import { addPartner, changeAgreement, signAgreement } from '@/lib/partners/commands'
import { addPartnerInput, changeAgreementInput, signAgreementInput } from '@/lib/partners/input'
import { type Person, pass, type Telling } from './telling'

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
    creditCode: '91310104MA1FR8QK3B',
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
    creditCode: '91310106MA1FY2TL8F',
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
    creditCode: '91110105MA01RC6P53',
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
    creditCode: '91440101MA5CU7HJ2G',
    contactName: '冯子墨',
    contactPhone: '020-3873 0458',
    agreements: [{ number: 'WB-YH-01', kind: 'outsourcing', starts: -430, ends: 300, limit: 30 }],
  },
  {
    code: 'haiyue',
    name: '海悦零售（深圳）有限公司',
    creditCode: '91440300MA5GD4NX92',
    contactName: '邹以宁',
    contactPhone: '0755-8631 0572',
    agreements: [{ number: 'JD-HY-01', kind: 'secondment', starts: -400, ends: 695 }],
  },
]

export async function bringPartners(telling: Telling, hr: Person): Promise<Record<string, string>> {
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
          lastOn: telling.day(agreement.ends - 1),
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

/** The partner of labour dispatch tells its workforce anew: our share is then a little above the warning line. */
export function planAgreementCheck(telling: Telling, hr: Person): void {
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
      lastOn: telling.day(plan.ends - 1),
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
      lastOn: telling.day(plan.ends - 1),
      headcountLimit: agreement.people + 1,
      note: '人数上限按年度预算调整',
    })
    await changeAgreement(telling.tx, telling.as(hr), input)
  })
}

function agreementOf(telling: Telling, number: string): ReturnType<typeof sql> {
  return sql`
    select g.id, g.revision, (
      select count(*)::int from assignments a join stores s on s.unit_id = a.unit_id
      where s.partner_id = g.partner_id and a.starts_on <= ${telling.today} and (a.ends_on is null or a.ends_on > ${telling.today})
    ) as people
    from agreements g where g.number = ${number}`
}
