import type { Form } from './kit'

export const workflow: Record<string, Form> = {
  'requests/approveRequest': { fields: aim => ({ number: aim.request, reason: '同意' }) },
  'requests/approveRequests': { fields: aim => ({ numbers: [aim.request] }) },
  'requests/rejectRequest': {
    fields: aim => ({ number: aim.request, category: 'other', reason: '不同意' }),
  },
  'requests/sendBackRequest': { fields: aim => ({ number: aim.request, reason: '请修改' }) },
  'requests/delegateRequest': {
    fields: (aim, { users }) => ({ number: aim.request, to: users.xutinglan, reason: '请代办' }),
  },
  'requests/joinRequest': {
    fields: (aim, { users }) => ({ number: aim.request, to: users.xutinglan, reason: '请会签' }),
  },
  'requests/withdrawRequest': { by: 'employee', fields: aim => ({ number: aim.returned, reason: '不去了' }) },
  'requests/nudgeRequest': { fields: aim => ({ number: aim.waiting }) },
  'requests/commentRequest': { fields: aim => ({ number: aim.request, body: '一句话' }) },
  'requests/copyRequest': { fields: (aim, { users }) => ({ number: aim.request, to: users.gaoyuan }) },
  'requests/readCopy': { fields: aim => ({ number: aim.request }) },

  'definitions/publishDefinition': {
    aimless: true,
    fields: () => ({
      subject: 'transfer',
      basedOn: '1',
      stages: JSON.stringify(
        [
          { name: '本人', nameEn: 'Person', approver: 'applicant', role: null },
          { name: '门店', nameEn: 'Store', approver: 'role_at_receiving', role: 'manager' },
          { name: '人事', nameEn: 'HR', approver: 'role_at_hq', role: 'hr' },
        ].map(one => ({ ...one, namedUserId: null, mode: 'any', condition: {}, timeLimitHours: 48 })),
      ),
    }),
  },
}
