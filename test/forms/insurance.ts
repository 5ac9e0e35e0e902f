import type { Form } from './kit'

export const insurance: Record<string, Form> = {
  'schemes/addScheme': { aimless: true, fields: () => ({ city: '北京', residence: 'any' }) },
  'schemes/setRate': {
    fields: aim => ({
      schemeId: aim.scheme,
      item: 'pension',
      from: '2026-07',
      companyRate: '16',
      personRate: '8',
      floor: '7384',
      ceiling: '36921',
      source: '沪人社规〔2026〕1 号',
    }),
  },
  'schemes/setMinimumWage': {
    aimless: true,
    fields: () => ({ city: '北京', startsOn: '2026-01-01', monthly: '2540', source: '京人社发' }),
  },

  'enrolments/enrol': {
    fields: aim => ({ number: aim.free, schemeId: aim.scheme, from: '2026-12', insuranceBase: '8000' }),
  },
  'enrolments/changeEnrolment': {
    fields: aim => ({
      enrolmentId: aim.enrolment,
      revision: '1',
      schemeId: aim.scheme,
      from: '2026-07',
      insuranceBase: '9000',
      hasFund: 'yes',
    }),
  },
  'enrolments/endEnrolment': {
    fields: aim => ({ enrolmentId: aim.enrolment, revision: '1', lastMonth: '2026-12' }),
  },
  'enrolments/revealEnrolment': {
    fields: aim => ({ number: aim.employee, enrolmentId: aim.enrolment, purpose: 'insurance' }),
  },
  'enrolments/revealOwnEnrolment': {
    by: 'employee',
    fields: aim => ({ enrolmentId: aim.enrolment }),
  },

  'insurance/reckonMonth': { aimless: true, fields: () => ({ month: '2026-03' }) },
  'insurance/issueMonth': { fields: aim => ({ runId: aim.reckoning }) },
  'insurance/discardMonth': { fields: aim => ({ runId: aim.reckoning }) },
  'insurance/revealRecord': {
    fields: aim => ({ number: aim.employee, recordId: aim.month, purpose: 'insurance' }),
  },
}
