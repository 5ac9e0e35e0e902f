import { z } from 'zod'
import { contractKinds } from '@/db/schema/contracts'
import { documentKinds, genders } from '@/db/schema/identities'
import { employmentForms } from '@/db/schema/people'
import { openAccountInput } from '../access/input'
import { addDays } from '../clock'
import { localDay, money, optionalText, text } from '../organisation/input'
import { changeKinds } from './rules'

/** Letters of any script, joined by · . ' - or a space; the many dots that keyboards offer become the one of GB/T. */
export const personName = z
  .string()
  .trim()
  .max(60)
  .transform(text =>
    text
      .normalize('NFKC')
      .replace(/[·•・‧∙]/g, '·')
      .replace(/\s+/g, ' '),
  )
  .pipe(
    z
      .string()
      .min(2)
      .max(30)
      .regex(/^\p{L}(?:[\p{L}·.' -]*[\p{L}.])?$/u),
  )

const mobile = z
  .string()
  .trim()
  .max(20)
  .regex(/^1\d{10}$/)
const anyPhone = z
  .string()
  .trim()
  .max(30)
  .regex(/^\+?\d[\d -]{4,28}$/)
const plainText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .regex(/^[^\p{C}<>]*$/u)

export const contact = {
  phone: mobile.default(''),
  email: z.email().max(120).default(''),
  emergencyName: plainText(30).default(''),
  emergencyPhone: anyPhone.default(''),
  emergencyRelation: plainText(20).default(''),
}

/** A row of the trail, from which a page goes on. */
export const rowId = z.uuid()

export const employeeNumber = z.string().regex(/^E\d{5,9}$/)

/** Where somebody begins, with the contract and the account that belong to it where they are at hand. */
const beginning = {
  homeUnitId: z.guid(),
  positionId: z.guid(),
  hiredOn: localDay,
  employmentForm: z.enum(employmentForms).optional(),
  hqContactUserId: z.guid().optional(),
  /** An account that exists already and belongs to no employee yet. */
  userId: z.guid().optional(),
  /** Or a new one, with a first password that has to be changed. */
  login: openAccountInput.shape.login.optional(),
  password: openAccountInput.shape.password.optional(),
  /** The kind of contract, when it is signed; the days are its last ones. */
  kind: z.enum(contractKinds).optional(),
  signedOn: localDay.optional(),
  lastOn: localDay.transform(day => addDays(day, 1)).optional(),
  probationLastOn: localDay.transform(day => addDays(day, 1)).optional(),
  place: text(120).optional(),
  /** What the contract agrees on for a month, as lib/pay takes it. */
  base: money.optional(),
  post: money.optional(),
  meal: money.optional(),
  transport: money.optional(),
  housing: money.optional(),
  other: money.optional(),
  probation: money.optional(),
  /** Where pay goes; the rules say what is wrong with a number. */
  bank: text(60).optional(),
  holder: text(60).optional(),
  cardNumber: z.string().max(60).optional(),
  registeredAddress: optionalText(200),
  currentAddress: optionalText(200),
}

export const hireInput = z.strictObject({
  name: personName,
  ...beginning,
  /** The document that tells who this is, when it is at hand; by it somebody who was here before is recognised. */
  documentKind: z.enum(documentKinds).default('id_card'),
  documentNumber: z.string().max(60).optional(),
  birthDate: localDay.optional(),
  gender: z.enum(genders).optional(),
  ...contact,
})
export type HireInput = z.output<typeof hireInput>

/** Somebody who was here before comes back: what is left empty of the contact stays as it was. */
export const rehireInput = z.strictObject({
  number: employeeNumber,
  revision: z.coerce.number().int().positive(),
  ...beginning,
  /** Their old account opens again. */
  reopens: z.literal('yes').optional(),
  ...contact,
})
export type RehireInput = z.output<typeof rehireInput>
export type Beginning = Pick<RehireInput, keyof typeof beginning>

export const changeInput = z.strictObject({
  number: employeeNumber,
  revision: z.coerce.number().int().positive(),
  name: personName,
  homeUnitId: z.guid(),
  /** Absent while nobody has said; once said it is only exchanged for another. */
  employmentForm: z.enum(employmentForms).optional(),
  hqContactUserId: z.guid().optional(),
})
export type ChangeInput = z.output<typeof changeInput>

export const contactInput = z.strictObject({
  number: employeeNumber,
  revision: z.coerce.number().int().positive(),
  ...contact,
})
export type ContactInput = z.output<typeof contactInput>

/** `planned` is the day of the planned return: an order of the view of those who return soon only. */
export const peopleSorts = ['number', 'name', 'hired', 'planned'] as const
export const peopleViews = ['present', 'home', 'store', 'arriving', 'ending', 'left'] as const

/** What the list shows of a person besides name and number, in its order. */
export const peopleColumns = ['position', 'place', 'home', 'since', 'planned', 'hired'] as const
export type PeopleColumn = (typeof peopleColumns)[number]
/** A custom field as a column, by its id: an address names no data. */
export type FieldColumn = `field:${string}`
/** Custom fields that are shown beside the columns at a time. */
export const mostFieldColumns = 6
const fieldColumn = z.templateLiteral(['field:', z.guid()])

export const isFieldColumn = (column: string): column is FieldColumn => column.startsWith('field:')
/** The fields among the columns. */
export const fieldIdsOf = (columns: readonly string[] = []): string[] =>
  columns.filter(isFieldColumn).map(column => column.slice('field:'.length))

const one = <S extends z.ZodType>(schema: S) =>
  z.preprocess(value => (Array.isArray(value) ? value[0] : value) || undefined, schema)
const code = one(
  z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,39}$/)
    .optional(),
).catch(undefined)
const cursor = one(z.string().max(600).optional()).catch(undefined)

/** The columns that somebody chose, if they did: `name` stands for none of the others. */
const columns = z
  .preprocess(
    value => (value === undefined ? undefined : [value].flat()),
    z
      .array(z.union([z.enum(['name', ...peopleColumns]), fieldColumn]))
      .max(20)
      .optional(),
  )
  .transform(
    (chosen): (PeopleColumn | FieldColumn)[] | undefined =>
      chosen && [
        ...peopleColumns.filter(column => chosen.includes(column)),
        ...[...new Set(chosen.filter(isFieldColumn))].slice(0, mostFieldColumns),
      ],
  )
  .catch(undefined)

/** What of somebody's history the address asks for. */
export const changeKind = one(z.enum(changeKinds).default('record')).catch('record')

/** The address of the employee list; what makes no sense in it is left out. */
export const peopleParams = z.object({
  q: one(
    z
      .string()
      .max(200)
      // no text of the database holds it
      .refine(text => !text.includes('\0'))
      .optional(),
  ).catch(undefined),
  view: one(z.enum(peopleViews).default('present')).catch('present'),
  store: code,
  home: code,
  position: code,
  sort: one(z.enum([...peopleSorts, ...peopleSorts.map(name => `-${name}` as const)]).optional()).catch(
    undefined,
  ),
  on: one(localDay.optional()).catch(undefined),
  cols: columns,
  /** The saved view that is looked at, changed or not. */
  saved: one(z.guid().optional()).catch(undefined),
  after: cursor,
  before: cursor,
})
export type PeopleParams = z.output<typeof peopleParams>

/** What of the address says which people are listed and how: where the page begins is left out, and what goes without saying. */
export function peopleQuery(params: PeopleParams): Record<string, string | string[]> {
  const { after: _after, before: _before, saved: _saved, view, cols, ...rest } = params
  const asked = {
    ...rest,
    ...(view !== 'present' && { view }),
    ...(cols && cols.join() !== peopleColumns.join() && { cols: ['name', ...cols] }),
  }
  return Object.fromEntries(
    Object.entries(asked).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined),
  )
}

/** The order that holds: who returns soon is listed by the day on which they do unless the address says otherwise. */
export function peopleSort({
  view,
  sort,
}: Pick<PeopleParams, 'view' | 'sort'>): NonNullable<PeopleParams['sort']> {
  if (view === 'ending') return sort ?? 'planned'
  return sort && !sort.endsWith('planned') ? sort : 'number'
}
