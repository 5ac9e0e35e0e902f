import { customField, fileRule, sealedField } from '../stage/files'
import { type Form, picture } from './kit'

export const files: Record<string, Form> = {
  'documents/addDocument': {
    fields: aim => ({ number: aim.employee, kind: 'certificate', file: picture() }),
  },
  'documents/sendDocument': {
    aimless: true,
    by: 'employee',
    fields: () => ({ kind: 'certificate', file: picture() }),
  },
  'documents/replaceDocument': {
    fields: aim => ({ documentId: aim.document, revision: '1', file: picture() }),
  },
  'documents/verifyDocument': { fields: aim => ({ documentId: aim.document, revision: '1' }) },
  'documents/returnDocument': {
    fields: aim => ({ documentId: aim.document, revision: '1', reason: '模糊' }),
  },
  'documents/removeDocument': {
    fields: aim => ({ documentId: aim.document, revision: '1', reason: '传错' }),
  },

  'custom/defineField': {
    aimless: true,
    fields: () => ({ name: '籍贯', nameEn: 'Origin', kind: 'text', class: 'work', keeper: 'hr' }),
  },
  'custom/changeField': {
    aimless: true,
    fields: () => ({ fieldId: customField, revision: '1', name: '尺码', nameEn: 'Size', keeper: 'person' }),
  },
  'custom/retireField': { aimless: true, fields: () => ({ fieldId: sealedField, revision: '1' }) },
  'custom/moveField': { aimless: true, fields: () => ({ fieldId: customField, by: 'up' }) },
  'custom/enterValue': {
    fields: aim => ({ number: aim.employee, fieldId: customField, value: 'L' }),
  },
  'custom/enterOwnValue': {
    aimless: true,
    by: 'employee',
    fields: () => ({ fieldId: customField, value: 'L' }),
  },
  'custom/revealValue': {
    fields: aim => ({ number: aim.employee, fieldId: sealedField, purpose: 'verification' }),
  },
  'custom/revealOwnValue': { aimless: true, by: 'employee', fields: () => ({ fieldId: sealedField }) },

  'asks/askPerson': {
    fields: (aim, { day }) => ({ number: aim.employee, items: 'healthScan', dueOn: day(7), reason: '到期' }),
  },
  'asks/askMany': {
    aimless: true,
    fields: (_, { day, units }) => ({
      unitId: units.nanxi,
      items: 'employmentForm',
      dueOn: day(7),
      people: '1',
    }),
  },
  'asks/withdrawAsk': { fields: aim => ({ askId: aim.ask }) },

  'completeness/addFileRule': { aimless: true, fields: () => ({ item: 'email', placement: 'store' }) },
  'completeness/dropFileRule': { aimless: true, fields: () => ({ ruleId: fileRule }) },

  'copies/askCopy': { aimless: true, by: 'employee', fields: () => ({}) },
  'copies/askCopyFor': {
    aimless: true,
    fields: aim => ({ employee: aim.left, proof: '核对身份证原件' }),
  },
  'copies/removeCopy': { by: 'employee', fields: aim => ({ copyId: aim.copy }) },

  'proposals/propose': {
    aimless: true,
    by: 'employee',
    fields: () => ({ kind: 'name', reason: '改名', name: '李婉青' }),
  },
  'proposals/reviseProposal': {
    by: 'employee',
    fields: aim => ({ number: aim.proposalBack, kind: 'contact', reason: '换号', phone: '13812345678' }),
  },
  'proposals/revealProposed': {
    fields: aim => ({ number: aim.proposal, field: 'currentAddress', purpose: 'verification' }),
  },

  'rights/askRights': {
    aimless: true,
    by: 'employee',
    fields: () => ({ kind: 'correct', categories: ['contact'], reason: '号码换了' }),
  },
  'rights/askRightsFor': {
    aimless: true,
    fields: aim => ({
      employee: aim.left,
      kind: 'correct',
      categories: ['contact'],
      reason: '号码换了',
      proof: '核对身份证原件',
    }),
  },
  'rights/withdrawRights': { by: 'employee', fields: aim => ({ number: aim.rights }) },
  'rights/answerRights': { fields: aim => ({ number: aim.rights, note: '说明' }) },
  'rights/placeHold': { fields: aim => ({ employee: aim.employee, reason: '仲裁' }) },
  'rights/endHold': { fields: aim => ({ holdId: aim.hold }) },
  'rights/proposeErasure': { fields: aim => ({ erasureId: aim.erasable }) },
  'rights/dropErasure': { fields: aim => ({ erasureId: aim.proposed }) },
  'rights/confirmErasure': { fields: aim => ({ erasureId: aim.proposed }) },
}
