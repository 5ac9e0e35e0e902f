import { templateFacts } from '../stage/reports'
import { type Form, picture } from './kit'

export const collaboration: Record<string, Form> = {
  'tickets/addCategory': {
    aimless: true,
    fields: () => ({ name: '新分类', nameEn: 'New', routing: 'store', priority: 'high', hours: '4' }),
  },
  'tickets/changeCategory': {
    fields: (aim, { units }) => ({
      categoryId: aim.category,
      revision: '1',
      name: '新名',
      nameEn: 'New',
      routing: 'unit',
      unitId: units.design,
      priority: 'high',
      hours: '4',
      isPrivate: 'on',
    }),
  },
  'tickets/retireCategory': { fields: aim => ({ categoryId: aim.category, revision: '1' }) },
  'tickets/openTicket': {
    aimless: true,
    fields: aim => ({ categoryId: aim.category, title: '问题', body: '详情', priority: 'high' }),
  },
  'tickets/takeTicket': { fields: aim => ({ number: aim.ticket }) },
  'tickets/replyTicket': {
    fields: (aim, { users }) => ({ number: aim.ticket, body: '一句话', mentions: users.xutinglan }),
  },
  'tickets/noteTicket': {
    fields: (aim, { users }) => ({ number: aim.ticket, body: '一句话', mentions: users.xutinglan }),
  },
  'tickets/answerTicket': { fields: aim => ({ number: aim.ticket, body: '好了' }) },
  'tickets/rerouteTicket': {
    fields: (aim, { units }) => ({ number: aim.ticket, unitId: units.catering, reason: '请处理' }),
  },
  'tickets/prioritiseTicket': {
    fields: aim => ({ number: aim.ticket, priority: 'urgent', reason: '顾客在等' }),
  },
  'tickets/mergeTicket': { fields: aim => ({ number: aim.ticket, into: aim.counting }) },
  'tickets/closeTicket': { by: 'employee', fields: aim => ({ number: aim.reported, reason: '好了' }) },
  'tickets/reopenTicket': { by: 'employee', fields: aim => ({ number: aim.reported, reason: '没好' }) },
  'tickets/rateTicket': {
    by: 'employee',
    fields: aim => ({ number: aim.reported, rating: '5', words: '谢谢' }),
  },

  'reports/startReport': {
    by: 'employee',
    fields: (aim, { day }) => ({ templateId: aim.owedTemplate, dueOn: day(0) }),
  },
  'reports/saveDraft': {
    by: 'employee',
    fields: aim => ({ reportId: aim.owed, versionId: aim.version, 'a-f1': '12' }),
  },
  'reports/submitReport': {
    by: 'employee',
    fields: aim => ({ reportId: aim.owed, versionId: aim.version, 'a-f1': '12' }),
  },
  'reports/addPhoto': {
    by: 'employee',
    fields: aim => ({ reportId: aim.owed, field: 'f2', file: picture() }),
  },
  'reports/removePhoto': {
    by: 'employee',
    fields: aim => ({ reportId: aim.owed, photoId: aim.reportPhoto }),
  },
  'reports/readReport': { fields: aim => ({ reportId: aim.handedIn }) },
  'reports/readAllReports': { aimless: true, by: 'manager', fields: () => ({}) },
  'reports/commentReport': { fields: aim => ({ reportId: aim.handedIn, body: '好' }) },
  'reports/nudgeReports': { fields: aim => ({ reportId: aim.owed }) },

  'templates/makeTemplate': { aimless: true, fields: () => templateFacts },
  'templates/changeTemplate': {
    fields: aim => ({ templateId: aim.templateDraft, revision: '1', ...templateFacts, name: '晚报' }),
  },
  'templates/startTemplate': { fields: aim => ({ templateId: aim.templateDraft, revision: '1' }) },
  'templates/endTemplate': { fields: aim => ({ templateId: aim.templateStarted, revision: '2' }) },

  'excuses/excuse': {
    fields: (aim, { day }) => ({
      employee: aim.employee,
      kind: 'leave',
      reason: '事假',
      fromDay: day(0),
    }),
  },
  'excuses/withdrawExcuse': { fields: (aim, { day }) => ({ employee: aim.employee, onDay: day(-1) }) },
  'excuses/restToday': { aimless: true, by: 'employee', fields: () => ({}) },
  'excuses/workAfterAll': { aimless: true, by: 'employee', fields: () => ({}) },

  'notices/draftNotice': { aimless: true, fields: () => ({ title: '通知', body: '正文' }) },
  'notices/changeDraft': {
    fields: aim => ({ number: aim.draft, revision: '1', title: '通知', body: '改了' }),
  },
  'notices/publishNotice': { fields: aim => ({ number: aim.draft, revision: '1' }) },
  'notices/unscheduleNotice': { fields: aim => ({ number: aim.scheduled, revision: '2' }) },
  'notices/reviseNotice': {
    fields: aim => ({ number: aim.issued, revision: '2', title: '通知', body: '新版', changeNote: '改了' }),
  },
  'notices/withdrawNotice': { fields: aim => ({ number: aim.issued, revision: '2', reason: '写错了' }) },
  'notices/readNotice': { by: 'employee', fields: aim => ({ number: aim.toSign }) },
  'notices/signNotice': { by: 'employee', fields: aim => ({ number: aim.toSign, version: '1' }) },
  'notices/remindOfNotice': { fields: aim => ({ number: aim.toSign }) },
}
