import type { Role } from '../actor'

/** The classes of data of a file (product: who may see what). */
export const fieldClasses = ['card', 'work', 'contact', 'identity', 'pay'] as const
export type FieldClass = (typeof fieldClasses)[number]

/** Of whom a role sees something: nobody, themselves, people of their units, people in their store, of these those who consent, everybody. `masked` is everybody, with a purpose and a trace. */
export const reaches = ['none', 'own', 'unit', 'store', 'consent', 'masked', 'all'] as const
export type Reach = (typeof reaches)[number]

type Definition = {
  class: FieldClass
  /** Where it is kept, so that a test can ask the database whether all this is true. */
  table: string
  column: string
  /** The tab of a person's page that shows it. */
  tab: 'overview' | 'file' | 'contracts' | 'background'
  /** Under which names the trail of the person tells of it, or in which noun's rows; without names, all of these are about it. */
  trail: { fields: readonly string[]; noun?: string }
  /** It holds over days, so its history is the assignments. */
  isDated?: true
  /** It is entered anew for each month, so its history is its months. */
  isMonthly?: true
}

export const fileFields = {
  name: {
    class: 'card',
    table: 'employees',
    column: 'name',
    tab: 'overview',
    trail: { fields: ['name'] },
  },
  position: {
    class: 'card',
    table: 'assignments',
    column: 'position_id',
    tab: 'overview',
    trail: { fields: [] },
    isDated: true,
  },
  place: {
    class: 'card',
    table: 'assignments',
    column: 'unit_id',
    tab: 'overview',
    trail: { fields: [] },
    isDated: true,
  },
  home: {
    class: 'card',
    table: 'employees',
    column: 'home_unit_id',
    tab: 'overview',
    trail: { fields: ['homeUnit'] },
    isDated: true,
  },
  hqContact: {
    class: 'card',
    table: 'employees',
    column: 'hq_contact_name',
    tab: 'overview',
    trail: { fields: ['hqContact'] },
  },
  hiredOn: {
    class: 'work',
    table: 'employees',
    column: 'hired_on',
    tab: 'overview',
    trail: { fields: ['hiredOn'] },
  },
  employmentForm: {
    class: 'work',
    table: 'employees',
    column: 'employment_form',
    tab: 'overview',
    trail: { fields: ['employmentForm'] },
  },
  contract: {
    class: 'work',
    table: 'contracts',
    column: 'ends_on',
    tab: 'contracts',
    trail: { fields: [], noun: 'contract' },
  },
  probation: {
    class: 'work',
    table: 'contracts',
    column: 'probation_ends_on',
    tab: 'contracts',
    trail: { fields: ['probationLastOn'], noun: 'contract' },
  },
  certificates: {
    class: 'work',
    table: 'certificates',
    column: 'name',
    tab: 'background',
    trail: { fields: [], noun: 'certificate' },
  },
  earlierJobs: {
    class: 'work',
    table: 'earlier_jobs',
    column: 'company',
    tab: 'background',
    trail: { fields: [], noun: 'earlierJob' },
  },
  phone: {
    class: 'contact',
    table: 'employee_contacts',
    column: 'phone',
    tab: 'overview',
    trail: { fields: ['phone'] },
  },
  email: {
    class: 'contact',
    table: 'employee_contacts',
    column: 'email',
    tab: 'overview',
    trail: { fields: ['email'] },
  },
  emergency: {
    class: 'contact',
    table: 'employee_contacts',
    column: 'emergency_name',
    tab: 'overview',
    trail: { fields: ['emergencyName', 'emergencyPhone', 'emergencyRelation'] },
  },
  documentNumber: {
    class: 'identity',
    table: 'identities',
    column: 'number',
    tab: 'file',
    trail: { fields: ['documentNumber'] },
  },
  gender: {
    class: 'identity',
    table: 'identities',
    column: 'gender',
    tab: 'file',
    trail: { fields: ['gender'] },
  },
  birthDate: {
    class: 'identity',
    table: 'identities',
    column: 'birth_date',
    tab: 'file',
    trail: { fields: ['birthDate'] },
  },
  validUntil: {
    class: 'identity',
    table: 'identities',
    column: 'valid_until',
    tab: 'file',
    trail: { fields: ['validUntil'] },
  },
  registeredAddress: {
    class: 'identity',
    table: 'identities',
    column: 'registered_address',
    tab: 'file',
    trail: { fields: ['registeredAddress'] },
  },
  currentAddress: {
    class: 'identity',
    table: 'identities',
    column: 'current_address',
    tab: 'file',
    trail: { fields: ['currentAddress'] },
  },
  bank: {
    class: 'pay',
    table: 'bank_accounts',
    column: 'bank',
    tab: 'file',
    trail: { fields: ['bank', 'holder'] },
  },
  cardNumber: {
    class: 'pay',
    table: 'bank_accounts',
    column: 'number',
    tab: 'file',
    trail: { fields: ['cardNumber'] },
  },
  agreedPay: {
    class: 'pay',
    table: 'contract_pays',
    column: 'sealed',
    tab: 'contracts',
    trail: { fields: [], noun: 'pay' },
  },
  insuranceBases: {
    class: 'pay',
    table: 'insurance_enrolments',
    column: 'sealed',
    tab: 'contracts',
    trail: { fields: [], noun: 'enrolment' },
  },
  contributions: {
    class: 'pay',
    table: 'insurance_records',
    column: 'sealed',
    tab: 'contracts',
    trail: { fields: [] },
    isMonthly: true,
  },
} as const satisfies Record<string, Definition>

export type FileField = keyof typeof fileFields
export const fieldNames = Object.keys(fileFields) as FileField[]

/** Whoever is asked about, in the order in which a page says it. */
export const audience = [
  'employee',
  'manager',
  'head',
  'hr',
  'executive',
  'specialist',
  'auditor',
  'admin',
] as const satisfies readonly Role[]

const nobody = { specialist: 'none', auditor: 'none', admin: 'none' } as const
const open = {
  ...nobody,
  employee: 'own',
  manager: 'store',
  head: 'unit',
  hr: 'all',
  executive: 'all',
} as const
const sealed = {
  ...nobody,
  employee: 'own',
  manager: 'none',
  head: 'none',
  hr: 'masked',
  executive: 'none',
} as const

const byClass: Record<FieldClass, Record<Role, Reach>> = {
  card: open,
  work: open,
  contact: { ...sealed, hr: 'all' },
  identity: sealed,
  pay: sealed,
}

/** Where a field is seen by more or by fewer than its class. */
const apart: Partial<Record<FileField, Partial<Record<Role, Reach>>>> = {
  hiredOn: { manager: 'consent' },
  contract: { manager: 'consent' },
  certificates: { manager: 'consent' },
  earlierJobs: { manager: 'none' },
  phone: { manager: 'consent', head: 'unit' },
  gender: { hr: 'all' },
  validUntil: { hr: 'all' },
  bank: { hr: 'all' },
}

/** Of whom somebody in a role sees a field. */
export function reachOf(field: FileField, role: Role): Reach {
  return apart[field]?.[role] ?? byClass[fileFields[field].class][role]
}

/** What a store never sees, or not without the person's consent: its page says so instead of leaving a gap. */
export function keptFromStores(hasConsent: boolean): FileField[] {
  return fieldNames.filter(field => {
    const reach = reachOf(field, 'manager')
    return reach === 'none' || (reach === 'consent' && !hasConsent)
  })
}
