import { type Kit, scene } from './kit'

/** Units and stores, partners and their agreements, positions. */
export async function organisation({ day, one, partners, positions, sql, strange, units }: Kit) {
  await sql('update unit_versions set ends_on = $2 where unit_id = $1', [units.design, day(30)])
  await sql(
    `insert into unit_versions (unit_id, name, parent_id, starts_on) values ($1, '设计中心', $2, $3)`,
    [units.design, units.hq, day(30)],
  )
  const agreementOf = (partner: string, number: string): Promise<string> =>
    one(
      `insert into agreements (partner_id, number, kind, starts_on) values ($1, $2, 'outsourcing', '2024-01-01') returning id`,
      [partner, number],
    )
  return scene({
    common: {
      /** A unit whose name is to change. */
      planned: units.design,
      position: positions.clerk,
    },
    own: {
      unit: units.catering,
      store: units.tianyao,
      partner: partners.hefeng,
      agreement: await agreementOf(partners.hefeng, 'HF-1'),
    },
    owned: {
      manager: { unit: units.tianyao },
      region: { unit: units.east, store: units.nanxi, partner: partners.yunlan },
    },
    foreign: {
      unit: strange.store,
      store: strange.store,
      partner: partners.yunlan,
      agreement: await agreementOf(partners.yunlan, 'YL-1'),
    },
  })
}
