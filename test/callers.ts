import type { Login } from './world'

/** The seats that try everything, in tests and in stories: `manager` has one store, `region` several. */
export const callers = {
  hr: { login: 'zhoulan', path: '/hq' },
  executive: { login: 'sunli', path: '/hq' },
  head: { login: 'hejun', path: '/hq' },
  specialist: { login: 'yezhen', path: '/hq' },
  auditor: { login: 'shaoning', path: '/hq' },
  admin: { login: 'gaoyuan', path: '/hq' },
  manager: { login: 'zhaomingyuan', path: '/store/tianyao' },
  region: { login: 'qinchuan', path: '/store/east' },
  employee: { login: 'liwanqing', path: '/me' },
} as const satisfies Record<string, { login: Login; path: string }>
export type Caller = keyof typeof callers
