import enAccount from '@/messages/en/account.json'
import enAsks from '@/messages/en/asks.json'
import enBackground from '@/messages/en/background.json'
import enBroken from '@/messages/en/broken.json'
import enBulk from '@/messages/en/bulk.json'
import enCalendar from '@/messages/en/calendar.json'
import enCertificates from '@/messages/en/certificates.json'
import enChannels from '@/messages/en/channels.json'
import enCompleteness from '@/messages/en/completeness.json'
import enConfirmations from '@/messages/en/confirmations.json'
import enContracts from '@/messages/en/contracts.json'
import enCopies from '@/messages/en/copies.json'
import enCourses from '@/messages/en/courses.json'
import enCustom from '@/messages/en/custom.json'
import enDispatches from '@/messages/en/dispatches.json'
import enDocuments from '@/messages/en/documents.json'
import enEnrolments from '@/messages/en/enrolments.json'
import enExports from '@/messages/en/exports.json'
import enFields from '@/messages/en/fields.json'
import enFinding from '@/messages/en/finding.json'
import enIdentities from '@/messages/en/identities.json'
import enInput from '@/messages/en/input.json'
import enInsurance from '@/messages/en/insurance.json'
import enLeavings from '@/messages/en/leavings.json'
import enMilestones from '@/messages/en/milestones.json'
import enNotices from '@/messages/en/notices.json'
import enNotifications from '@/messages/en/notifications.json'
import enOrganisation from '@/messages/en/organisation.json'
import enPay from '@/messages/en/pay.json'
import enPeople from '@/messages/en/people.json'
import enProposals from '@/messages/en/proposals.json'
import enPush from '@/messages/en/push.json'
import enRenewals from '@/messages/en/renewals.json'
import enReports from '@/messages/en/reports.json'
import enRequests from '@/messages/en/requests.json'
import enRights from '@/messages/en/rights.json'
import enRobots from '@/messages/en/robots.json'
import enRosters from '@/messages/en/rosters.json'
import enSchemes from '@/messages/en/schemes.json'
import enShell from '@/messages/en/shell.json'
import enTags from '@/messages/en/tags.json'
import enThanks from '@/messages/en/thanks.json'
import enTickets from '@/messages/en/tickets.json'
import enTouchpoints from '@/messages/en/touchpoints.json'
import enTransfers from '@/messages/en/transfers.json'
import enUi from '@/messages/en/ui.json'
import enViews from '@/messages/en/views.json'
import enWorkflow from '@/messages/en/workflow.json'
import zhAccount from '@/messages/zh-CN/account.json'
import zhAsks from '@/messages/zh-CN/asks.json'
import zhBackground from '@/messages/zh-CN/background.json'
import zhBroken from '@/messages/zh-CN/broken.json'
import zhBulk from '@/messages/zh-CN/bulk.json'
import zhCalendar from '@/messages/zh-CN/calendar.json'
import zhCertificates from '@/messages/zh-CN/certificates.json'
import zhChannels from '@/messages/zh-CN/channels.json'
import zhCompleteness from '@/messages/zh-CN/completeness.json'
import zhConfirmations from '@/messages/zh-CN/confirmations.json'
import zhContracts from '@/messages/zh-CN/contracts.json'
import zhCopies from '@/messages/zh-CN/copies.json'
import zhCourses from '@/messages/zh-CN/courses.json'
import zhCustom from '@/messages/zh-CN/custom.json'
import zhDispatches from '@/messages/zh-CN/dispatches.json'
import zhDocuments from '@/messages/zh-CN/documents.json'
import zhEnrolments from '@/messages/zh-CN/enrolments.json'
import zhExports from '@/messages/zh-CN/exports.json'
import zhFields from '@/messages/zh-CN/fields.json'
import zhFinding from '@/messages/zh-CN/finding.json'
import zhIdentities from '@/messages/zh-CN/identities.json'
import zhInput from '@/messages/zh-CN/input.json'
import zhInsurance from '@/messages/zh-CN/insurance.json'
import zhLeavings from '@/messages/zh-CN/leavings.json'
import zhMilestones from '@/messages/zh-CN/milestones.json'
import zhNotices from '@/messages/zh-CN/notices.json'
import zhNotifications from '@/messages/zh-CN/notifications.json'
import zhOrganisation from '@/messages/zh-CN/organisation.json'
import zhPay from '@/messages/zh-CN/pay.json'
import zhPeople from '@/messages/zh-CN/people.json'
import zhProposals from '@/messages/zh-CN/proposals.json'
import zhPush from '@/messages/zh-CN/push.json'
import zhRenewals from '@/messages/zh-CN/renewals.json'
import zhReports from '@/messages/zh-CN/reports.json'
import zhRequests from '@/messages/zh-CN/requests.json'
import zhRights from '@/messages/zh-CN/rights.json'
import zhRobots from '@/messages/zh-CN/robots.json'
import zhRosters from '@/messages/zh-CN/rosters.json'
import zhSchemes from '@/messages/zh-CN/schemes.json'
import zhShell from '@/messages/zh-CN/shell.json'
import zhTags from '@/messages/zh-CN/tags.json'
import zhThanks from '@/messages/zh-CN/thanks.json'
import zhTickets from '@/messages/zh-CN/tickets.json'
import zhTouchpoints from '@/messages/zh-CN/touchpoints.json'
import zhTransfers from '@/messages/zh-CN/transfers.json'
import zhUi from '@/messages/zh-CN/ui.json'
import zhViews from '@/messages/zh-CN/views.json'
import zhWorkflow from '@/messages/zh-CN/workflow.json'
import type { Locale } from './actor'

const chinese = {
  account: zhAccount,
  asks: zhAsks,
  background: zhBackground,
  broken: zhBroken,
  bulk: zhBulk,
  calendar: zhCalendar,
  certificates: zhCertificates,
  channels: zhChannels,
  completeness: zhCompleteness,
  confirmations: zhConfirmations,
  renewals: zhRenewals,
  leavings: zhLeavings,
  contracts: zhContracts,
  dispatches: zhDispatches,
  copies: zhCopies,
  courses: zhCourses,
  custom: zhCustom,
  documents: zhDocuments,
  enrolments: zhEnrolments,
  exports: zhExports,
  fields: zhFields,
  finding: zhFinding,
  identities: zhIdentities,
  input: zhInput,
  insurance: zhInsurance,
  milestones: zhMilestones,
  notices: zhNotices,
  notifications: zhNotifications,
  organisation: zhOrganisation,
  pay: zhPay,
  people: zhPeople,
  proposals: zhProposals,
  push: zhPush,
  reports: zhReports,
  requests: zhRequests,
  rights: zhRights,
  robots: zhRobots,
  rosters: zhRosters,
  schemes: zhSchemes,
  shell: zhShell,
  tags: zhTags,
  thanks: zhThanks,
  tickets: zhTickets,
  touchpoints: zhTouchpoints,
  transfers: zhTransfers,
  views: zhViews,
  ui: zhUi,
  workflow: zhWorkflow,
}

/** The Chinese catalogue is the type: a key that it lacks does not compile, and test/messages.test.ts compares the other. */
export type Messages = typeof chinese

const english = {
  account: enAccount,
  asks: enAsks,
  background: enBackground,
  broken: enBroken,
  bulk: enBulk,
  calendar: enCalendar,
  certificates: enCertificates,
  channels: enChannels,
  completeness: enCompleteness,
  confirmations: enConfirmations,
  renewals: enRenewals,
  leavings: enLeavings,
  contracts: enContracts,
  dispatches: enDispatches,
  copies: enCopies,
  courses: enCourses,
  custom: enCustom,
  documents: enDocuments,
  enrolments: enEnrolments,
  exports: enExports,
  fields: enFields,
  finding: enFinding,
  identities: enIdentities,
  input: enInput,
  insurance: enInsurance,
  milestones: enMilestones,
  notices: enNotices,
  notifications: enNotifications,
  organisation: enOrganisation,
  pay: enPay,
  people: enPeople,
  proposals: enProposals,
  push: enPush,
  reports: enReports,
  requests: enRequests,
  rights: enRights,
  robots: enRobots,
  rosters: enRosters,
  schemes: enSchemes,
  shell: enShell,
  tags: enTags,
  thanks: enThanks,
  tickets: enTickets,
  touchpoints: enTouchpoints,
  transfers: enTransfers,
  views: enViews,
  ui: enUi,
  workflow: enWorkflow,
}

export const messages = { 'zh-CN': chinese, en: english as Messages } satisfies Record<Locale, Messages>

/** Codes of failures: `<domain>.<name>`, with its text at `<domain>.failure.<name>`. */
export type FailureCode = {
  [Domain in keyof Messages]: Messages[Domain] extends { failure: infer Texts }
    ? `${Domain}.${keyof Texts & string}`
    : never
}[keyof Messages]
