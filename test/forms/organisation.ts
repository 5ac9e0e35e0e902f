import { zone } from '@/lib/clock'
import type { Form } from './kit'

const storeFacts = { city: '上海', address: '一号路 1 号', zone }

export const organisation: Record<string, Form> = {
  'organisation/openUnit': {
    aimless: true,
    fields: (_aim, { units, day }) => ({
      code: 'new-unit',
      kind: 'department',
      name: '新部门',
      parentId: units.hq,
      openedOn: day(0),
    }),
  },
  'organisation/renameUnit': { fields: aim => ({ unitId: aim.unit, revision: '1', name: '新名' }) },
  'organisation/nameEmployer': {
    fields: (aim, { units }) => ({
      unitId: aim.unit === units.catering ? units.hq : aim.unit,
      revision: '1',
      legalName: '驻店通（上海）人力资源有限公司',
      creditCode: '91350100M000100Y43',
    }),
  },
  'organisation/moveUnit': {
    fields: (aim, { units }) => ({
      unitId: aim.unit === units.catering ? units.nanxi : aim.unit,
      revision: '1',
      parentId: aim.unit === units.east ? units.design : units.hq,
    }),
  },
  'organisation/dropPlan': { fields: aim => ({ unitId: aim.planned, revision: '1' }) },
  'organisation/closeUnit': { fields: aim => ({ unitId: aim.unit, revision: '1' }) },

  'partners/addPartner': {
    aimless: true,
    fields: () => ({ code: 'new-partner', name: '新合作方', contactName: '人', contactPhone: '021-5555' }),
  },
  'partners/changePartner': {
    fields: aim => ({ partnerId: aim.partner, revision: '1', name: '新名', contactName: '人' }),
  },
  'partners/signAgreement': {
    fields: aim => ({
      partnerId: aim.partner,
      number: 'NEW-2026',
      kind: 'outsourcing',
      startsOn: '2020-01-01',
      lastOn: '2020-12-31',
      headcountLimit: '20',
      note: '说明',
    }),
  },
  'partners/changeAgreement': {
    fields: aim => ({
      agreementId: aim.agreement,
      revision: '1',
      kind: 'outsourcing',
      startsOn: '2024-01-01',
      note: '新说明',
    }),
  },

  'positions/addPosition': {
    aimless: true,
    fields: () => ({ code: 'new-position', name: '新岗位', family: '餐饮', level: '3' }),
  },
  'positions/setFloor': {
    fields: aim => ({ positionId: aim.position, revision: '1', lowestPay: '5000' }),
  },
  'positions/changePosition': {
    fields: aim => ({ positionId: aim.position, revision: '1', name: '新名', family: '人事', level: '4' }),
  },
  'positions/retirePosition': { fields: aim => ({ positionId: aim.position, revision: '1' }) },

  'stores/openStore': {
    aimless: true,
    fields: (_aim, { partners, units }) => ({
      ...storeFacts,
      code: 'new-store',
      name: '新店',
      parentId: units.east,
      partnerId: partners.hefeng,
      latitude: '31.2',
      longitude: '121.4',
      coordinateSystem: 'gcj02',
      fenceRadiusM: '150',
      openingHours: '[{"days":[1,2],"opens":"09:00","closes":"18:00"}]',
      phone: '021-5555',
    }),
  },
  'stores/changeStore': {
    fields: (aim, { partners }) => ({
      ...storeFacts,
      unitId: aim.store,
      revision: '1',
      partnerId: partners.yunlan,
      address: '新地址',
    }),
  },
}
