import 'server-only'
import { createHash, createHmac } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { z } from 'zod'
import type { Tx } from '@/db/client'
import { derive, env } from '@/env'
import { getTranslations } from '@/lib/translations'
import type { Actor } from './actor'
import { hidesSomething } from './bidi'
import { Failure, failureOf, Outdated } from './failure'
import { seatHeader } from './seat'
import { command } from './session'

/** What a form hears back. `message` and `fields` are already in the reader's language. */
export type Answer<T> =
  | { ok: true; value: T }
  | {
      ok: false
      code: string
      message: string
      fields?: Record<string, string>
      href?: string
      /** What the form showed has changed since; what it has to send instead of that, by field, to be taken nevertheless. */
      newer?: Record<string, string>
    }

export type Action<T> = (previous: Answer<T> | null, data: FormData) => Promise<Answer<T>>

/**
 * A server action: same origin → strict input → the door → one transaction → typed answer.
 * A hidden field `requestKey` (a UUID made by the form) makes sending it again harmless: the first answer is given again.
 */
export function action<S extends z.ZodType, T>(
  schema: S,
  run: (tx: Tx, actor: Actor, input: z.output<S>) => Promise<T>,
): Action<T> {
  return answering(async data => {
    const { requestKey, ...fields } = fieldsOf(data)
    const input = await parse(schema, fields)
    const value = await command((tx, actor) =>
      once(tx, actor, requestKey, fields, () => run(tx, actor, input)),
    )
    refresh()
    return value
  })
}

/** The same for answers that nothing may keep: sent again, it is done again. */
export function unkeptAction<S extends z.ZodType, T>(
  schema: S,
  run: (tx: Tx, actor: Actor, input: z.output<S>) => Promise<T>,
): Action<T> {
  return answering(async data => {
    const { requestKey: _, ...fields } = fieldsOf(data)
    const input = await parse(schema, fields)
    const value = await command((tx, actor) => run(tx, actor, input))
    refresh()
    return value
  })
}

/** The same for people without a seat, who sign in or out: same origin → strict input → typed answer. */
export function openAction<S extends z.ZodType, T>(
  schema: S,
  run: (input: z.output<S>) => Promise<T>,
): Action<T> {
  return answering(async data => {
    const { requestKey: _, ...fields } = fieldsOf(data)
    return run(await parse(schema, fields))
  })
}

/** To the web server, which answers for a form until it is here (scripts/forms.mjs). */
const webServer = globalThis as typeof globalThis & { outpostTakesForm?: () => void }

function answering<T>(work: (data: FormData) => Promise<T>): Action<T> {
  return async (_previous, data: unknown) => {
    webServer.outpostTakesForm?.()
    try {
      await assertSameOrigin()
      if (!(data instanceof FormData)) throw new Failure('input.refused')
      return { ok: true, value: await work(data) }
    } catch (error) {
      const failure = error instanceof InputRefused ? error : failureOf(error)
      if (!failure) throw error
      return answerOf(failure)
    }
  }
}

/** A request without Origin is let through by the framework, so it is refused here. */
export async function assertSameOrigin(): Promise<void> {
  if (!isSameOrigin(await headers())) throw new Failure('input.crossSite')
}

export function isSameOrigin(all: Headers): boolean {
  const origin = all.get('origin')
  const site = all.get('sec-fetch-site')
  const host = all.get('host')
  const here =
    origin !== null && URL.canParse(origin) && (new URL(origin).host === host || origin === env.publicUrl)
  return here && (site === null || site === 'same-origin')
}

/** Form fields as an object: a name that occurs more than once becomes an array, an empty text is left out. */
function fieldsOf(data: FormData): Record<string, unknown> {
  const fields = new Map<string, unknown>()
  for (const name of new Set(data.keys())) {
    if (name.startsWith('$ACTION')) continue
    const values = data.getAll(name).filter(value => value !== '' && !isUnchosen(value))
    if (values.length > 0) fields.set(name, values.length === 1 ? values[0] : values)
  }
  return Object.fromEntries(fields)
}

/** What a browser sends where no file was chosen: the framework spells the name that it has not 'undefined'. */
const isUnchosen = (value: FormDataEntryValue): boolean =>
  value instanceof File && value.size === 0 && (value.name === '' || value.name === 'undefined')

class InputRefused extends Error {
  constructor(readonly fields: Record<string, string>) {
    super('input.invalid')
  }
}

export async function parse<S extends z.ZodType>(schema: S, fields: unknown): Promise<z.output<S>> {
  const t = await getTranslations('input')
  const result = schema.safeParse(fields, { error: issue => messageOf(issue, t) })
  if (result.success) return result.data
  const marked: Record<string, string> = {}
  for (const issue of result.error.issues) marked[issue.path.join('.') || 'form'] ??= issue.message
  throw new InputRefused(marked)
}

type InputTexts = Awaited<ReturnType<typeof getTranslations<'input'>>>

function messageOf(issue: z.core.$ZodRawIssue, t: InputTexts): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? t('required')
        : issue.expected === 'number'
          ? t('number')
          : t('format')
    case 'too_big':
      if (issue.origin === 'array') return t('tooMany', { max: String(issue.maximum) })
      return issue.origin === 'string'
        ? t('tooLong', { max: String(issue.maximum) })
        : t('tooBig', { max: String(issue.maximum) })
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return t('required')
      if (issue.origin === 'array') return t('tooFew', { min: String(issue.minimum) })
      return issue.origin === 'string'
        ? t('tooShort', { min: String(issue.minimum) })
        : t('tooSmall', { min: String(issue.minimum) })
    case 'invalid_value':
      return t('choice')
    case 'invalid_format':
      if (typeof issue.input === 'string' && hidesSomething(issue.input)) return t('hidden')
      return issue.format === 'date' ? t('date') : t('format')
    case 'custom':
      return issue.params?.megabytes ? t('fileTooBig', { max: String(issue.params.megabytes) }) : t('format')
    case 'unrecognized_keys':
      return t('unknownField', { names: issue.keys.join(', ').slice(0, 200) })
    case 'invalid_union':
      return t('choice')
    default:
      return t('format')
  }
}

/** Runs a keyed command once: the key, the effect and the answer commit together. */
async function once<T>(
  tx: Tx,
  actor: Actor,
  key: unknown,
  fields: Record<string, unknown>,
  run: () => Promise<T>,
): Promise<T> {
  if (typeof key !== 'string' || !z.guid().safeParse(key).success) return run()
  const all = await headers()
  const sent = [all.get(seatHeader), all.get('next-action'), await withFiles(fields)]
  // keyed, because what was typed may be a number that somebody could find by trying
  const hash = createHmac('sha256', derive(env.secret, 'request-keys'))
    .update(JSON.stringify(sent))
    .digest('hex')
  const taken = await tx.execute(sql`
    insert into request_keys (user_id, key, input_hash) values (${actor.userId}, ${key}, ${hash})
    on conflict do nothing returning key`)
  if (taken.rowCount === 0) {
    const { rows } = await tx.execute<{ input_hash: string; answer: { value: T } | null }>(
      sql`select input_hash, answer from request_keys where user_id = ${actor.userId} and key = ${key}`,
    )
    const first = rows[0]
    if (!first?.answer || first.input_hash !== hash) throw new Failure('input.keyReused')
    return first.answer.value
  }
  const value = await run()
  await tx.execute(sql`update request_keys set answer = ${JSON.stringify({ value })}::jsonb
    where user_id = ${actor.userId} and key = ${key}`)
  return value
}

/** The fields with what is in their files, which JSON leaves out. */
async function withFiles(fields: Record<string, unknown>): Promise<unknown> {
  const spelled = async (value: unknown): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map(spelled))
    if (!(value instanceof File)) return value
    const content = createHash('sha256').update(new Uint8Array(await value.arrayBuffer()))
    return [value.name, content.digest('hex')]
  }
  return Promise.all(Object.entries(fields).map(async ([name, value]) => [name, await spelled(value)]))
}

async function answerOf(failure: Failure | InputRefused): Promise<Answer<never>> {
  if (failure instanceof InputRefused) {
    const t = await getTranslations('input.failure')
    // what is wrong with the form as a whole is marked at no field
    const message = failure.fields.form ?? t('invalid')
    return { ok: false, code: 'input.invalid', message, fields: failure.fields }
  }
  const message = await messageOfFailure(failure)
  return {
    ok: false,
    code: failure.code,
    message,
    ...(failure.field && { fields: { [failure.field]: message } }),
    ...(failure.href && { href: failure.href }),
    ...(failure instanceof Outdated && { newer: texts(failure.newer) }),
  }
}

const texts = (numbers: Record<string, number>): Record<string, string> =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, `${value}`]))

/** A refusal in the reader's language. */
export async function messageOfFailure(failure: Failure): Promise<string> {
  const t = await getTranslations()
  const [domain, name] = failure.code.split('.') as ['input', 'invalid']
  return t(`${domain}.failure.${name}`, failure.values)
}
