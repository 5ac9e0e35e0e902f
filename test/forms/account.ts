import { confirmPurpose, stopPurpose, stopText } from '@/lib/notifications/rules'
import { signed } from '@/lib/signed'
import { vapidKeys } from '@/lib/vapid'
import type { Form } from './kit'

const password = 'a-long-enough-password'

export const account: Record<string, Form> = {
  'access/openAccount': {
    aimless: true,
    fields: () => ({ login: 'newcomer', name: '新人', password }),
  },
  'access/disableAccount': { fields: aim => ({ userId: aim.user }) },
  'access/enableAccount': { fields: aim => ({ userId: aim.user }) },
  'access/resetPassword': { fields: aim => ({ userId: aim.user, password }) },
  'access/grantRole': {
    fields: (aim, { units, day }) => ({
      userId: aim.user,
      role: 'specialist',
      unitId: units.catering,
      startsOn: day(1),
      endsOn: day(9),
    }),
  },
  'access/endGrant': { fields: (aim, { day }) => ({ grantId: aim.grant, endsOn: day(3) }) },

  'account/signIn': {
    aimless: true,
    fields: () => ({ login: 'zhoulan', password: 'outpost-demo', next: '/hq/people' }),
  },
  'account/signOut': { aimless: true, fields: () => ({}) },
  'account/setFirstPassword': { aimless: true, fields: () => ({ password, repeated: password }) },
  'account/changePassword': {
    aimless: true,
    fields: () => ({ present: 'outpost-demo', password, repeated: password }),
  },
  'account/chooseLocale': { aimless: true, fields: () => ({ locale: 'en' }) },
  'account/changeSettings': { aimless: true, fields: () => ({ locale: 'en', theme: 'dark' }) },
  'account/endSession': { fields: aim => ({ sessionId: aim.session }) },
  'account/endOtherSessions': { aimless: true, fields: () => ({}) },
  'account/setSubstitution': {
    aimless: true,
    fields: (_aim, { users, day }) => ({ substituteId: users.fangjing, startsOn: day(1), endsOn: day(2) }),
  },
  'account/removeSubstitution': { fields: aim => ({ substitutionId: aim.substitution }) },

  'deliveries/retryDeliveries': { by: 'admin', fields: aim => ({ deliveryId: aim.delivery }) },
  'deliveries/dropDeliveries': { by: 'admin', fields: aim => ({ deliveryId: aim.delivery }) },

  'notifications/markUnread': { aimless: true, fields: () => ({ at: '2026-01-01T08:00:00.000Z' }) },
  'notifications/markRead': { fields: aim => ({ id: aim.notification }) },
  'notifications/chooseChannels': {
    aimless: true,
    fields: () => ({
      emailGroups: ['todo', 'requests'],
      pushGroups: 'todo',
      isQuiet: 'on',
      quietFrom: '22:00',
      quietTo: '07:00',
      rhythm: 'daily',
      digestHour: '8',
      digestWeekday: '1',
    }),
  },
  'notifications/askAddress': { aimless: true, fields: () => ({ address: 'somebody@example.com' }) },
  'notifications/dropAddress': { aimless: true, fields: () => ({}) },
  'notifications/confirmAddress': {
    aimless: true,
    fields: aim => ({ token: signed(confirmPurpose, aim.notification) }),
  },
  'notifications/stopMail': {
    aimless: true,
    fields: (_aim, { users }) => ({ token: signed(stopPurpose, stopText(users.guyan, ['todo'])) }),
  },

  'push/keepDevice': {
    aimless: true,
    fields: () => ({
      endpoint: 'https://push.example.com/new',
      p256dh: `B${'A'.repeat(86)}`,
      auth: 'A'.repeat(22),
      senderKey: vapidKeys().publicKey,
    }),
  },
  'push/removeDevice': { by: 'employee', fields: aim => ({ deviceId: aim.device }) },

  'robots/addRobot': {
    fields: aim => ({
      unitId: aim.store,
      vendor: 'wecom',
      name: '新群',
      topics: ['tickets', 'notices'],
      address: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=12345678',
    }),
  },
  'robots/changeRobot': {
    fields: aim => ({ robotId: aim.robot, revision: '1', name: '改名', topics: 'overdue' }),
  },
  'robots/mendRobot': {
    fields: aim => ({
      robotId: aim.robot,
      revision: '1',
      address: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=87654321',
    }),
  },
  'robots/switchRobotOn': { fields: aim => ({ robotId: aim.robot, revision: '1' }) },
  'robots/switchRobotOff': { fields: aim => ({ robotId: aim.robot, revision: '1' }) },
  'robots/removeRobot': { fields: aim => ({ robotId: aim.robot, revision: '1' }) },
  'robots/testRobot': { fields: aim => ({ robotId: aim.robot, revision: '1' }) },
}
