import type { Seat } from '@/db/client'
import type { portalRoles } from '@/db/policies/kit'

export type Portal = 'hq' | 'store' | 'me'
export type Role = (typeof portalRoles)[number]
export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Who acts, in which seat, and when: everything a rule or a command may know about the caller. */
export type Actor = {
  userId: string
  name: string
  role: Role
  portal: Portal
  grantId: string | null
  employeeId: string | null
  /** The unit of the seat: null for an employee's own portal. */
  unitId: string | null
  unitCode: string | null
  unitName: string | null
  locale: Locale
  theme: Theme
  sessionId: string
  mustChangePassword: boolean
  /** The instant of this request; business code never reads the system clock itself. */
  now: Date
  /** The local day 'YYYY-MM-DD' in the zone of the seat's unit. */
  today: string
}

/** The caller, from what the door says about them. */
export function actorOf(seat: Seat, portal: Portal, now: Date): Actor {
  return {
    userId: seat.user_id,
    name: seat.user_name,
    role: seat.role as Role,
    portal,
    grantId: seat.grant_id,
    employeeId: seat.employee_id,
    unitId: seat.unit_id,
    unitCode: seat.unit_code,
    unitName: seat.unit_name,
    locale: seat.locale,
    theme: seat.theme,
    sessionId: seat.session_id,
    mustChangePassword: seat.must_change,
    now,
    today: seat.today,
  }
}
