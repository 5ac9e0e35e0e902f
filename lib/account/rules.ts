import type { Portal, Role } from '../actor'
import { kindsOf } from '../finding/rules'
import { seatOfPath } from '../seat'

/** Seconds an account rests after its n-th wrong password in a row: the eleventh guess comes after a quarter of an hour. */
export function accountDelaySeconds(failures: number): number {
  return doubling(failures - 2, 5)
}

/** The same for an address, from which a whole store may sign in: the first twenty cost nothing. */
export function addressDelaySeconds(failures: number): number {
  return doubling(failures - 20, 1)
}

const longestDelay = 15 * 60
/** Failures older than this no longer count. */
export const delayMemoryMinutes = 60

function doubling(step: number, first: number): number {
  return step < 1 ? 0 : Math.min(longestDelay, first * 2 ** (step - 1))
}

export const passwordMinimum = 10
export const passwordMaximum = 200

/** What is wrong with a new password, or undefined. Length counts, composition does not (NIST SP 800-63B §5.1.1.2). */
export function passwordFault(password: string, login: string): 'short' | 'login' | 'common' | undefined {
  const plain = password.toLowerCase()
  if ([...password].length < passwordMinimum) return 'short'
  if (plain === login || (login.length >= 4 && plain.replaceAll(login, '').length < 4)) return 'login'
  if (new Set(plain).size < 4 || common.has(plain)) return 'common'
  return undefined
}

/** The long ones at the top of leaked lists, with the shapes usual in China. */
const common = new Set([
  '0123456789',
  '1234567890',
  '123456789a',
  '12345678910',
  '1234567891',
  '0987654321',
  '9876543210',
  '1q2w3e4r5t',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'qazwsxedcrfv',
  'a123456789',
  'a1234567890',
  'aa123456789',
  'qq123456789',
  'abc123456789',
  'abcd123456',
  'abcd12345678',
  'abcdefghij',
  'administrator',
  'admin123456',
  'admin12345',
  'changeme123',
  'football123',
  'iloveyou123',
  'letmein1234',
  'passw0rd123',
  'password01',
  'password12',
  'password123',
  'password1234',
  'password123456',
  'p@ssw0rd123',
  'qwerty12345',
  'qwerty123456',
  'qwertyuiop',
  'qwertyuiop123',
  'asdfghjkl123',
  'welcome123',
  'welcome1234',
  'woaini1314',
  'woaini1314520',
  'woaini520520',
  'woaizhongguo',
  '5201314520',
  'zhudiantong',
  'zhudiantong123',
  'outpost123',
  'outpost1234',
])

/** Control and formatting characters have no place in a name or a login. */
export function cleanText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '').trim()
}

/** Logins are compared in one spelling; a full-width letter from a Chinese keyboard is the same letter. */
export function spellLogin(login: string): string {
  return cleanText(login.normalize('NFKC')).toLowerCase()
}

/** A path of this site to go on to, or undefined: never another host, never a way that signs people out. */
export function ownPath(path: string | undefined): string | undefined {
  if (!path || path.length > 500 || !/^\/(?![/\\])/.test(path)) return undefined
  const url = URL.canParse(path, 'http://here') ? new URL(path, 'http://here') : undefined
  if (url?.host !== 'here' || /^\/(?:api|login|first-password)(?:\/|$)/.test(url.pathname)) return undefined
  return `${url.pathname}${url.search}`
}

/** What somebody is called by a role of theirs; app.title_of() says it of what was done. */
export type Title = Role | 'regionManager'

/** `unitKind` is that of the unit that the role was granted for: with a region, a manager is no store's. */
export function titleOf(role: Role, unitKind: string | null | undefined): Title {
  return role === 'manager' && unitKind && unitKind !== 'store' ? 'regionManager' : role
}

/** Of stores, be it one or all of a region. */
export const isManager = (title: string): boolean => title === 'manager' || title === 'regionManager'

const hqRoles: readonly Role[] = ['hr', 'executive', 'head', 'specialist', 'auditor', 'admin']

export function portalOf(role: Role): Portal {
  if (role === 'manager') return 'store'
  return role === 'employee' ? 'me' : 'hq'
}

/** Auditors decide nothing, so nobody needs to act for them. */
export function canSubstitute(role: Role): boolean {
  return role !== 'auditor'
}

/** How long a session lasts: where the most is seen, a working day. */
export function sessionLife(roles: Role[]): { hours: number; idleMinutes: number } {
  return roles.some(role => hqRoles.includes(role))
    ? { hours: 12, idleMinutes: 30 }
    : { hours: 14 * 24, idleMinutes: 12 * 60 }
}

/** The pages of the headquarters portal, in the order of its navigation. */
export const hqPlaces = {
  workbench: '/hq',
  inbox: '/hq/inbox',
  notifications: '/hq/notifications',
  tickets: '/hq/tickets',
  notices: '/hq/notices',
  reports: '/hq/reports',
  people: '/hq/people',
  contracts: '/hq/contracts',
  completeness: '/hq/completeness',
  calendar: '/hq/calendar',
  courses: '/hq/courses',
  rights: '/hq/rights',
  insurance: '/hq/insurance',
  transfers: '/hq/transfers',
  leavings: '/hq/leavings',
  thanks: '/hq/thanks',
  touchpoints: '/hq/touchpoints',
  organisation: '/hq/organisation',
  stores: '/hq/stores',
  partners: '/hq/partners',
  positions: '/hq/positions',
  workflows: '/hq/workflows',
  robots: '/hq/robots',
  access: '/hq/access',
  trail: '/hq/trail',
  health: '/hq/health',
  settings: '/hq/settings',
} as const
export type HqPlace = keyof typeof hqPlaces

export const hqGroups = {
  today: ['workbench', 'inbox', 'tickets', 'reports', 'notices', 'notifications'],
  people: [
    'people',
    'contracts',
    'insurance',
    'completeness',
    'calendar',
    'courses',
    'transfers',
    'leavings',
    'touchpoints',
    'thanks',
    'rights',
  ],
  organisation: ['organisation', 'stores', 'partners', 'positions'],
  rules: ['workflows', 'robots', 'access', 'trail', 'health', 'settings'],
} as const satisfies Record<string, HqPlace[]>

const visible: Partial<Record<Role, readonly HqPlace[]>> = {
  hr: [
    'workbench',
    'inbox',
    'tickets',
    'reports',
    'notices',
    'transfers',
    'people',
    'contracts',
    'completeness',
    'calendar',
    'courses',
    'insurance',
    'leavings',
    'touchpoints',
    'thanks',
    'rights',
    'organisation',
    'partners',
    'stores',
    'positions',
    'workflows',
    'robots',
    'access',
    'trail',
  ],
  executive: [
    'workbench',
    'inbox',
    'tickets',
    'reports',
    'notices',
    'transfers',
    'people',
    'contracts',
    'completeness',
    'calendar',
    'courses',
    'leavings',
    'thanks',
    'organisation',
    'partners',
    'stores',
    'positions',
  ],
  head: [
    'workbench',
    'inbox',
    'tickets',
    'reports',
    'notices',
    'transfers',
    'people',
    'contracts',
    'completeness',
    'calendar',
    'courses',
    'leavings',
    'touchpoints',
    'thanks',
    'organisation',
    'partners',
    'stores',
    'positions',
  ],
  specialist: ['inbox', 'tickets', 'notices', 'thanks', 'organisation', 'stores', 'positions'],
  auditor: [
    'trail',
    'workflows',
    'transfers',
    'tickets',
    'notices',
    'organisation',
    'partners',
    'stores',
    'positions',
    'access',
  ],
  admin: ['access', 'organisation', 'stores', 'positions', 'robots', 'health'],
}

/** The places that exist for a role; notifications and settings exist for everybody. */
export function placesOf(role: Role): HqPlace[] {
  return [...(visible[role] ?? []), 'notifications', 'settings']
}

export function hasPlace(role: Role, place: HqPlace): boolean {
  return placesOf(role).includes(place)
}

/** The worker reports every 30 seconds; three missed reports in a row are a silence. */
export function isWorkerLate(heartbeatSeconds: number | null): boolean {
  return heartbeatSeconds === null || heartbeatSeconds > 90
}

/** Where a role starts at headquarters. */
export function hqHome(role: Role): (typeof hqPlaces)[HqPlace] {
  return hqPlaces[placesOf(role)[0] ?? 'settings']
}

/** Where a person with these seats starts: headquarters before a store before their own pages. */
export function bestPath(seats: { role: Role; unitCode: string }[]): string | undefined {
  const order: Portal[] = ['hq', 'store', 'me']
  const best = [...seats].sort((one, other) => rank(one.role) - rank(other.role))[0]
  if (!best) return undefined
  switch (portalOf(best.role)) {
    case 'hq':
      return hqHome(best.role)
    case 'store':
      return `/store/${best.unitCode}`
    case 'me':
      return '/me'
  }
  function rank(role: Role): number {
    return order.indexOf(portalOf(role)) * hqRoles.length + Math.max(0, hqRoles.indexOf(role))
  }
}

type Holding = {
  mustChange: boolean
  seats: { role: Role; unitCode: string }[]
  lastSeat?: { role: Role; unitCode: string } | undefined
}

/** Where to go after sign-in: on to where they wanted, if one of their seats has that portal, else to where they worked last. */
export function startPath(holder: Holding, next?: string): string {
  if (holder.mustChange) return '/first-password'
  const wanted = ownPath(next)
  const portal = wanted && seatOfPath(wanted.split('?')[0] ?? '')?.portal
  // Links in mails lead there, and from there on in whatever seat is theirs.
  if (wanted?.startsWith('/open/') && holder.seats.length > 0) return wanted
  if (wanted && holder.seats.some(seat => portalOf(seat.role) === portal)) return wanted
  return bestPath(holder.lastSeat ? [holder.lastSeat] : holder.seats) ?? '/'
}

/** What a seat is remembered by: a store by its code, a grant at headquarters by its id. */
export function seatKey(seat: { role: Role; unitCode: string; grantId: string | null }): string {
  switch (portalOf(seat.role)) {
    case 'hq':
      return seat.grantId ?? ''
    case 'store':
      return seat.unitCode
    case 'me':
      return 'me'
  }
}

const everywhere = ['inbox', 'tickets', 'reports', 'notices', 'thanks', 'notifications', 'settings']
const storePages = [...everywhere, 'courses', 'team', 'requests', 'find', 'robots']
const ownPages = [...everywhere, 'courses', 'requests', 'find', 'contracts', 'touchpoints']
/** What headquarters calls otherwise. */
const atHq = [
  ['team', 'people'],
  ['requests', 'transfers'],
] as const

/** The same kind of page in another seat, where that has it: /store/tianyao/team/… → /store/nanxi/team or /hq/people. */
export function samePage(from: string, to: { role: Role; unitCode: string }): string {
  const [, home, place = ''] = /^\/(hq|me|store\/[^/]+)\/([a-z-]+)(?:\/|$)/.exec(from) ?? []
  const page = (home === 'hq' && atHq.find(([, hq]) => hq === place)?.[0]) || place
  switch (portalOf(to.role)) {
    case 'hq': {
      const name = atHq.find(([other]) => other === page)?.[1] ?? page
      const known = placesOf(to.role).find(one => hqPlaces[one] === `/hq/${name}`)
      if (name === 'find' && kindsOf(to).length > 0) return '/hq/find'
      return known ? hqPlaces[known] : hqHome(to.role)
    }
    case 'store':
      return storePages.includes(page) ? `/store/${to.unitCode}/${page}` : `/store/${to.unitCode}`
    case 'me':
      return ownPages.includes(page) ? `/me/${page}` : '/me'
  }
}

export type Device = {
  browser: 'wecom' | 'wechat' | 'dingtalk' | 'feishu' | 'edge' | 'firefox' | 'chrome' | 'safari' | 'other'
  system: 'ios' | 'ipados' | 'harmony' | 'android' | 'windows' | 'macos' | 'linux' | 'other'
}

/** What a browser says it is. The first mark found counts: Chrome also calls itself Safari, Edge also Chrome. */
export function deviceOf(userAgent: string): Device {
  return { browser: firstOf(browserMarks, userAgent), system: firstOf(systemMarks, userAgent) }
}

const browserMarks: [Exclude<Device['browser'], 'other'>, RegExp][] = [
  ['wecom', /wxwork/i],
  ['wechat', /MicroMessenger/i],
  ['dingtalk', /DingTalk/i],
  ['feishu', /Lark|Feishu/i],
  ['edge', /Edg(?:e|A|iOS)?\//],
  ['firefox', /Firefox|FxiOS/],
  ['chrome', /Chrom(?:e|ium)|CriOS/],
  ['safari', /Safari/],
]
const systemMarks: [Exclude<Device['system'], 'other'>, RegExp][] = [
  ['ipados', /iPad/],
  ['ios', /iPhone|iPod/],
  ['harmony', /HarmonyOS|OpenHarmony/i],
  ['android', /Android/],
  ['windows', /Windows/],
  ['macos', /Mac OS X|Macintosh/],
  ['linux', /Linux|X11/],
]

function firstOf<Name extends string>(marks: [Name, RegExp][], text: string): Name | 'other' {
  return marks.find(([, mark]) => mark.test(text))?.[0] ?? 'other'
}

/** What each is also found by: the sound of its Chinese name, whatever language the page is in. */
export const verbSounds = {
  dispatch: 'faqipaizhu fqpz',
  hire: 'dengjiruzhi djrz',
  findByDocument: 'anzhengjianhaochazhao azjhcz shenfenzheng sfz',
  openStore: 'xinzengmendian xzmd',
  returns: 'anpaidaoqi apdq',
  transfer: 'faqidiaogang fqdg',
  request: 'shenqingpaizhu sqpz',
} as const
export type Verb = keyof typeof verbSounds

/** What can be begun from anywhere, by the role, as paths below the seat; whoever may not do it finds no such entry. */
export function verbsOf(role: Role): { verb: Verb; path: string }[] {
  const maintains: { verb: Verb; path: string }[] = [
    { verb: 'hire', path: '/people/new' },
    { verb: 'findByDocument', path: '/people/by-document' },
    { verb: 'openStore', path: '/stores/new' },
  ]
  switch (role) {
    case 'hr':
    case 'head':
      return [
        { verb: 'dispatch', path: '/transfers/new?kind=dispatch' },
        { verb: 'returns', path: '/transfers?tab=returns' },
        ...(role === 'hr' ? maintains : []),
      ]
    case 'executive':
      return [{ verb: 'returns', path: '/transfers?tab=returns' }]
    case 'manager':
      return [{ verb: 'transfer', path: '/transfers/new' }]
    case 'employee':
      return [{ verb: 'request', path: '/transfers/new' }]
    default:
      return []
  }
}
