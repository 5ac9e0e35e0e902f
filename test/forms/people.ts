import { passport } from '../stage/people'
import { contact, type Form } from './kit'

const contractTerms = { kind: 'fixed_term', signedOn: '2024-03-01', position: '厨师', place: '上海' }
const paper = { issuedBy: '疾控中心', issuedOn: '2024-03-01', expiresOn: '2025-02-28' }
const earlierJob = { company: '杏花楼', position: '厨工', startsOn: '2020-01-01', lastOn: '2023-12-31' }

export const people: Record<string, Form> = {
  'people/hireEmployee': {
    aimless: true,
    fields: (_aim, { units, positions, day }) => ({
      name: '新员工',
      homeUnitId: units.catering,
      positionId: positions.chef,
      hiredOn: day(0),
      ...contact,
    }),
  },
  'people/checkHire': {
    aimless: true,
    fields: (_aim, { units, positions, day }) => ({
      name: '新员工',
      homeUnitId: units.catering,
      positionId: positions.chef,
      hiredOn: day(0),
    }),
  },
  'people/changeEmployee': {
    fields: (aim, { units }) => ({
      number: aim.employee,
      revision: '1',
      name: '改名',
      homeUnitId: aim.employee === 'E00002' ? units.catering : units.design,
    }),
  },
  'people/changeContact': {
    fields: aim => ({ number: aim.employee, revision: '1', ...contact }),
  },
  'people/rehireEmployee': {
    fields: (aim, { units, positions, day }) => ({
      number: aim.employee,
      revision: '1',
      homeUnitId: units.catering,
      positionId: positions.chef,
      hiredOn: day(0),
      ...contact,
    }),
  },
  'people/checkRehire': {
    aimless: true,
    fields: (aim, { units, positions, day }) => ({
      number: aim.left,
      revision: '1',
      homeUnitId: units.catering,
      positionId: positions.chef,
      hiredOn: day(0),
    }),
  },

  'confirmations/requestConfirmation': {
    aimless: true,
    fields: aim => ({
      employee: aim.probationer,
      outcome: 'confirm',
      assessment: '稳定',
    }),
  },
  'confirmations/reviseConfirmation': {
    aimless: true,
    fields: aim => ({
      number: aim.confirmationBack,
      outcome: 'confirm',
      assessment: '稳定',
    }),
  },

  'renewals/requestRenewal': {
    fields: (aim, { day }) => ({
      employee: aim.employee,
      kind: 'fixed_term',
      lastOn: day(2000),
      position: '厨师',
      place: '上海',
      note: '续签',
    }),
  },
  'renewals/reviseRenewal': {
    aimless: true,
    fields: aim => ({
      number: aim.renewalBack,
      kind: 'open_ended',
      position: '厨师',
      place: '上海',
      note: '续签',
    }),
  },
  'renewals/confirmRenewal': {
    aimless: true,
    fields: aim => ({ number: aim.renewalWaiting }),
  },

  'leavings/requestLeaving': {
    fields: (aim, { day }) => ({ employee: aim.employee, reason: 'family', lastOn: day(29) }),
  },
  'leavings/resign': {
    aimless: true,
    by: 'employee',
    fields: (_aim, { day }) => ({ reason: 'family', lastOn: day(29) }),
  },
  'leavings/reviseLeaving': {
    aimless: true,
    fields: (aim, { day }) => ({ number: aim.leavingBack, reason: 'family', lastOn: day(29) }),
  },
  'leavings/cancelLeaving': {
    aimless: true,
    fields: aim => ({ number: aim.leaving, reason: '留下' }),
  },
  'leavings/tickLeavingItem': {
    aimless: true,
    fields: aim => ({ itemId: aim.leavingItem, done: 'yes' }),
  },
  'leavings/recordInterview': {
    aimless: true,
    fields: (aim, { day }) => ({ number: aim.leaving, heldOn: day(0), note: '谈话' }),
  },

  'reasons/addReason': {
    aimless: true,
    fields: () => ({
      class: 'voluntary',
      notice: 'employee',
      name: '异地团聚',
      nameEn: 'Joining family elsewhere',
    }),
  },
  'reasons/changeReason': {
    aimless: true,
    fields: aim => ({
      reasonId: aim.leavingReason,
      revision: '1',
      name: '家庭安排',
      nameEn: 'Family matters',
    }),
  },
  'reasons/retireReason': {
    aimless: true,
    fields: aim => ({ reasonId: aim.leavingReason, revision: '1' }),
  },
  'reasons/moveReason': {
    aimless: true,
    fields: aim => ({ reasonId: aim.leavingReason, by: 'up' }),
  },

  'contracts/signContract': {
    fields: aim => ({
      number: aim.employee,
      ...contractTerms,
      startsOn: '2027-03-01',
      lastOn: '2028-02-29',
    }),
  },
  'contracts/renewContract': {
    fields: aim => ({
      contractId: aim.contract,
      revision: '1',
      ...contractTerms,
      lastOn: '2028-02-29',
      reason: '纸质合同补录',
    }),
  },
  'contracts/correctContract': {
    fields: aim => ({
      contractId: aim.contract,
      revision: '1',
      ...contractTerms,
      startsOn: '2024-03-01',
      lastOn: '2027-02-28',
      reason: '写错',
    }),
  },
  'contracts/endContractEarly': {
    fields: aim => ({ contractId: aim.contract, revision: '1', lastOn: '2026-12-31', reason: '协商' }),
  },

  'pay/agreePay': {
    fields: aim => ({ contractId: aim.contract, startsOn: '2026-03-01', base: '9000', meal: '300.50' }),
  },
  'pay/revealPay': {
    fields: aim => ({ number: aim.employee, payId: aim.pay, purpose: 'payroll' }),
  },
  'pay/revealOwnPay': { by: 'employee', fields: aim => ({ payId: aim.pay }) },

  'certificates/recordCertificate': {
    fields: aim => ({ number: aim.employee, kind: 'health', name: '健康证', ...paper }),
  },
  'certificates/renewCertificate': {
    fields: aim => ({ certificateId: aim.certificate, revision: '1', ...paper }),
  },
  'certificates/correctCertificate': {
    fields: aim => ({
      certificateId: aim.certificate,
      revision: '1',
      kind: 'health',
      name: '健康证',
      ...paper,
      reason: '写错',
    }),
  },
  'certificates/removeCertificate': {
    fields: aim => ({ certificateId: aim.certificate, revision: '1', reason: '误录' }),
  },

  'background/recordEarlierJob': { fields: aim => ({ number: aim.employee, ...earlierJob }) },
  'background/correctEarlierJob': {
    fields: aim => ({ jobId: aim.earlierJob, revision: '1', ...earlierJob, reason: '写错' }),
  },
  'background/removeEarlierJob': {
    fields: aim => ({ jobId: aim.earlierJob, revision: '1', reason: '误录' }),
  },

  'identities/enterIdentity': { fields: aim => ({ number: aim.employee, ...passport(900) }) },
  'identities/changeIdentity': {
    fields: aim => ({ number: aim.employee, revision: '1', kind: 'passport', currentAddress: '北京市' }),
  },
  'identities/enterBankAccount': {
    fields: aim => ({
      number: aim.employee,
      bank: '银行',
      holder: '户名',
      cardNumber: '6222020000000000000',
    }),
  },
  'identities/reveal': { fields: aim => ({ number: aim.employee, what: 'number', purpose: 'contract' }) },
  'identities/findByDocument': {
    aimless: true,
    fields: () => {
      const { kind: documentKind, documentNumber } = passport(800)
      return { documentKind, documentNumber, purpose: 'verification' }
    },
  },
  'identities/recognise': {
    aimless: true,
    fields: () => {
      const { kind: documentKind, ...shown } = passport(800)
      return { documentKind, ...shown }
    },
  },
  'identities/revealOwn': { aimless: true, by: 'employee', fields: () => ({ what: 'number' }) },

  'tags/addTag': { aimless: true, fields: () => ({ name: '急救员' }) },
  'tags/renameTag': { fields: aim => ({ tagId: aim.tag, revision: '1', name: '带教师傅' }) },
  'tags/retireTag': { fields: aim => ({ tagId: aim.tag, revision: '1' }) },
  'tags/giveTag': {
    fields: (aim, { employees }) => ({ tagId: aim.tag, employeeId: employees.guyan.id }),
  },
  'tags/takeTag': {
    fields: (aim, { employees }) => ({ tagId: aim.tag, employeeId: employees.liwanqing.id }),
  },

  'transfers/requestTransfer': { fields: aim => aim.transfer },
  'transfers/reviseTransfer': {
    by: 'employee',
    fields: (aim, { units, day }) => ({
      number: aim.returned,
      toUnitId: units.tianyao,
      effectiveOn: day(101),
      endsOn: day(131),
      reason: '改了',
      consentBase: 'yes',
      consentTraining: 'yes',
    }),
  },
  'transfers/confirmTransfer': {
    by: 'employee',
    fields: aim => ({ number: aim.request, reason: '好的', consentBase: 'yes', consentPerformance: 'yes' }),
  },
  'transfers/cancelTransfer': { fields: aim => ({ number: aim.approved, reason: '取消' }) },
  'transfers/tickHandOver': { fields: aim => ({ number: aim.approved, item: aim.item, done: 'yes' }) },

  'consents/withdrawConsent': { by: 'employee', fields: aim => ({ consent: aim.consent }) },
  'consents/consentAgain': {
    by: 'employee',
    fields: aim => ({ consent: aim.pastConsent, consentTraining: 'yes' }),
  },

  'touchpoints/recordTouchpoint': {
    fields: (aim, { day }) => ({
      number: aim.talkTo,
      happenedOn: day(0),
      way: 'call',
      topic: 'work',
      note: '内部',
    }),
  },
  'touchpoints/followUp': { fields: aim => ({ id: aim.talk }) },
  'touchpoints/setRhythm': {
    aimless: true,
    fields: (_, { units }) => ({ unitId: units.catering, days: '45' }),
  },
  'touchpoints/dropRhythm': { aimless: true, fields: (_, { units }) => ({ unitId: units.design }) },

  'thanks/writeNote': {
    fields: aim => ({ to: aim.noteTo, kind: 'thanks', topic: 'care', body: '谢谢', sight: 'private' }),
  },
  'thanks/changeNote': {
    fields: aim => ({ id: aim.note, topic: 'service', body: '多谢', sight: 'shared' }),
  },
  'thanks/withdrawNote': { fields: aim => ({ id: aim.note }) },
  'thanks/answerNote': { fields: aim => ({ id: aim.given, body: '不客气' }) },
}
