import { createHmac, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** A mistake of the surroundings (settings, port, disk, database): shown as one line without a stack. */
export class SetupProblem extends Error {
  override name = 'SetupProblem'
}

/** A variable that is set to nothing counts as not set. */
function optional<T extends z.ZodType>(type: T) {
  return z.preprocess(text => (typeof text === 'string' ? text.trim() || undefined : text), type.optional())
}

/** Where a service answers: scheme, host and port. */
const origin = z
  .url({ protocol: /^https?$/, error: 'is not an http:// or https:// address' })
  .transform(text => new URL(text).origin)

const flag = z.string().transform(text => !['0', 'false', 'no', 'off'].includes(text.toLowerCase()))

const settings = z.object({
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' })),
  OUTPOST_SECRET: optional(z.string().min(16, 'needs at least 16 characters')),
  OUTPOST_MASTER_KEYS: optional(z.string()),
  OUTPOST_MASTER_KEYS_FILE: optional(z.string()),
  OUTPOST_URL: optional(z.url({ protocol: /^https?$/, error: 'is not an http:// or https:// address' })),
  OUTPOST_DEMO: optional(flag),
  OUTPOST_WORKER: optional(
    z.enum(['in-process', 'separate', 'off'], 'is neither in-process, separate nor off'),
  ),
  OUTPOST_DATA: optional(z.string()),
  OUTPOST_FILES: optional(z.string()),
  OUTPOST_S3_ENDPOINT: optional(origin),
  OUTPOST_S3_BUCKET: optional(
    z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is no name of a bucket'),
  ),
  OUTPOST_S3_REGION: optional(z.string().regex(/^[a-z0-9-]+$/, 'is no name of a region')),
  OUTPOST_S3_KEY: optional(z.string()),
  OUTPOST_S3_SECRET: optional(z.string()),
  OUTPOST_BROWSER: optional(z.string()),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: 'is not an smtp:// or smtps:// address' })),
  MAIL_FROM: optional(
    z.string().regex(/^[^\r\n<>]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'is no sender: Outpost <hr@example.com>'),
  ),
  VAPID_PUBLIC_KEY: optional(z.string().regex(/^[\w-]{87}$/, 'is not a P-256 public key in base64url')),
  VAPID_PRIVATE_KEY: optional(z.string().regex(/^[\w-]{43}$/, 'is not a P-256 private key in base64url')),
  VAPID_SUBJECT: optional(
    z.string().regex(/^(mailto:|https:\/\/)\S+$/, 'is neither a mailto: nor an https:// address'),
  ),
  OUTPOST_PUSH_SERVICE: optional(origin),
  OUTPOST_WECOM: optional(origin),
  OUTPOST_DINGTALK: optional(origin),
  OUTPOST_FEISHU: optional(origin),
  OUTPOST_TEST_URL: optional(z.string()),
  OUTPOST_STORY_PORT: optional(z.coerce.number().int()),
  OUTPOST_STORY_BUILD: optional(z.enum(['awaited', 'made'])),
  OUTPOST_BENCH: optional(flag),
  OUTPOST_FAULTS: optional(z.coerce.number().int().min(1)),
  PORT: optional(z.coerce.number('is not a port').int('is not a port').min(1).max(65535)),
  HOST: optional(z.string()),
  OUTPOST_PROXIES: optional(
    z.coerce.number('is not a number of proxies').int('is not a number of proxies').min(0).max(9),
  ),
  NODE_ENV: optional(z.string()),
  LOG_LEVEL: optional(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'is not a level of the log'),
  ),
  CI: optional(flag),
  VITEST_POOL_ID: optional(z.coerce.number().int()),
})

export type S3Settings = { endpoint: string; bucket: string; region: string; key: string; secret: string }

let known: z.infer<typeof settings> | undefined

function read(): z.infer<typeof settings> {
  if (known) return known
  const result = settings.safeParse(process.env)
  if (!result.success) {
    const wrong = result.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}`).join('; ')
    throw new SetupProblem(`Wrong setting: ${wrong}.`)
  }
  known = result.data
  return known
}

let kept: string | undefined

/** The secret of this checkout: made once and kept, so that sessions and logins outlive a restart. */
function keptSecret(): string {
  if (kept) return kept
  const file = join(env.dataFolder, 'secret')
  try {
    mkdirSync(env.dataFolder, { recursive: true })
    // 'wx' fails when another process was faster: then its secret is the one
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
    chmodSync(file, 0o600)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  kept = readFileSync(file, 'utf8').trim()
  if (kept.length < 16) throw new SetupProblem(`${file} is damaged: delete it, a new one is made.`)
  return kept
}

/** The file of this checkout's master keys: made once, with a first key and the one of the blind indexes. */
function keptMasterKeys(): string {
  const file = join(env.dataFolder, 'master-keys')
  const line = (id: string) => `${id}:${randomBytes(32).toString('base64url')}\n`
  try {
    mkdirSync(env.dataFolder, { recursive: true })
    writeFileSync(file, line('1') + line('finder'), { flag: 'wx', mode: 0o600 })
    chmodSync(file, 0o600)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return file
}

/**
 * All settings, read when asked for: `next build` needs none of them.
 * Nothing else in the house reads `process.env`.
 */
export const env = {
  /** Owner's address of an existing PostgreSQL ≥ 18; undefined means the embedded one. */
  get databaseUrl(): string | undefined {
    return read().DATABASE_URL
  },
  /** The same, for processes that cannot work without. */
  get requiredDatabaseUrl(): string {
    const url = read().DATABASE_URL
    if (!url)
      throw new SetupProblem(
        'DATABASE_URL is not set: use `npm start`, or give the address of a PostgreSQL 18.',
      )
    return url
  },
  /** Everything secret is derived from this one: `derive('…')`. */
  get secret(): string {
    const { OUTPOST_SECRET, DATABASE_URL, NODE_ENV } = read()
    if (OUTPOST_SECRET) return OUTPOST_SECRET
    if (DATABASE_URL && NODE_ENV === 'production')
      throw new SetupProblem(
        'OUTPOST_SECRET is not set: give the same text of at least 16 characters to every process.',
      )
    return keptSecret()
  },
  /** The master keys as the operator gave them, or the file that holds them; read by lib/vault.ts. */
  get masterKeys(): { text: string } | { file: string } {
    const { OUTPOST_MASTER_KEYS: text, OUTPOST_MASTER_KEYS_FILE: file } = read()
    if (text) return { text }
    return { file: file ?? keptMasterKeys() }
  },
  get port(): number {
    return read().PORT ?? 3000
  },
  get host(): string | undefined {
    return read().HOST
  },
  /** How many proxies of ours a request goes through before it is here. */
  get proxies(): number {
    return read().OUTPOST_PROXIES ?? 0
  },
  /** The address people type, without a slash at the end. */
  get publicUrl(): string {
    return (read().OUTPOST_URL ?? `http://localhost:${env.port}`).replace(/\/+$/, '')
  },
  /** The demo company comes with the embedded database, and on request with any other. */
  get demo(): boolean {
    return read().OUTPOST_DEMO ?? !read().DATABASE_URL
  },
  get worker(): 'in-process' | 'separate' | 'off' {
    return read().OUTPOST_WORKER ?? 'separate'
  },
  get production(): boolean {
    return read().NODE_ENV === 'production'
  },
  get logLevel(): string {
    return read().LOG_LEVEL ?? 'info'
  },
  get ci(): boolean {
    return read().CI ?? false
  },
  /** Where this checkout keeps its database, secret and process list. */
  get dataFolder(): string {
    return read().OUTPOST_DATA ?? join(process.cwd(), '.data')
  },
  /** Where uploaded documents are kept on this machine's disk. */
  get filesFolder(): string {
    return read().OUTPOST_FILES ?? join(env.dataFolder, 'files')
  },
  /** An S3-compatible service and a bucket of our own in it, which keeps the documents instead of the disk. */
  get s3(): S3Settings | undefined {
    const found = read()
    const { OUTPOST_S3_ENDPOINT: endpoint, OUTPOST_S3_BUCKET: bucket } = found
    const { OUTPOST_S3_KEY: key, OUTPOST_S3_SECRET: secret } = found
    if (endpoint && bucket && key && secret)
      return { endpoint, bucket, key, secret, region: found.OUTPOST_S3_REGION ?? 'us-east-1' }
    if (endpoint || bucket || key || secret)
      throw new SetupProblem(
        'OUTPOST_S3_ENDPOINT, OUTPOST_S3_BUCKET, OUTPOST_S3_KEY and OUTPOST_S3_SECRET belong together: set all or none.',
      )
    return undefined
  },
  /** Path of a Chromium for the stories, when it is in no usual place. */
  get browser(): string | undefined {
    return read().OUTPOST_BROWSER
  },
  /** The mail server and whom mail is from; without both there is no mail. */
  get mail(): { url: string; from: string } | undefined {
    const { SMTP_URL: url, MAIL_FROM: from } = read()
    if (url && !from) throw new SetupProblem('MAIL_FROM is not set: SMTP_URL needs a sender.')
    return url && from ? { url, from } : undefined
  },
  /** The keys that push services know us by, when an operator brings their own; otherwise they are derived from the secret. */
  get vapidKeys(): { publicKey: string; privateKey: string } | undefined {
    const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = read()
    if (!publicKey !== !privateKey)
      throw new SetupProblem('VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY belong together: set both or neither.')
    return publicKey && privateKey ? { publicKey, privateKey } : undefined
  },
  /** Whom a push service may turn to. */
  get vapidSubject(): string {
    if (read().VAPID_SUBJECT) return read().VAPID_SUBJECT ?? ''
    return env.publicUrl.startsWith('https:') ? env.publicUrl : 'mailto:operator@outpost.invalid'
  },
  /** One push service that may be plain http or in the inner network: the operator's own, or a test's. */
  get pushService(): string | undefined {
    return read().OUTPOST_PUSH_SERVICE
  },
  /** Where each vendor's robots are, when that is not on the public internet: a private installation, or a test's receiver. */
  get robotServices(): {
    wecom?: string | undefined
    dingtalk?: string | undefined
    feishu?: string | undefined
  } {
    const { OUTPOST_WECOM: wecom, OUTPOST_DINGTALK: dingtalk, OUTPOST_FEISHU: feishu } = read()
    return { wecom, dingtalk, feishu }
  },
  /** A running cluster for tests; undefined means that the tests start their own. */
  get testUrl(): string | undefined {
    return read().OUTPOST_TEST_URL
  },
  /** Where the stories' own server listens. */
  get storyPort(): number {
    return read().OUTPOST_STORY_PORT ?? 3170
  },
  /** Whether the stories' server makes the build itself, or waits for one that is being made beside it. */
  get storyBuild(): 'awaited' | 'made' {
    return read().OUTPOST_STORY_BUILD ?? 'made'
  },
  /** Where the stories' mail server listens, while a story runs one. */
  get storyMailPort(): number {
    return env.storyPort + 1000
  },
  /** The same for the stories' push service and for the vendors of robots. */
  get storyPushPort(): number {
    return env.storyPort + 1001
  },
  get storyRobotPort(): number {
    return env.storyPort + 1002
  },
  /** Shows the pages that `npm run bench` measures others against; nobody else needs them. */
  get bench(): boolean {
    return read().OUTPOST_BENCH ?? false
  },
  /** How often each fault test breaks something; a few in the suite, many by OUTPOST_FAULTS=200. */
  get faults(): number {
    return read().OUTPOST_FAULTS ?? 5
  },
  get testPool(): number {
    return read().VITEST_POOL_ID ?? 1
  },
}

/** For tests, which learn their database and their servers only when they run. */
export function changeSettings(changes: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  known = undefined
}

export function setDatabase(url: string, secret: string): void {
  changeSettings({ DATABASE_URL: url, OUTPOST_SECRET: secret })
}

/** A key for one purpose, so that no two parts share one. */
export function derive(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(`outpost:${purpose}`).digest('base64url')
}

/** The surroundings for a child process: ours, changed where `changes` says so. */
export function childEnvironment(changes: Record<string, string | undefined>): NodeJS.ProcessEnv {
  return { ...process.env, ...changes }
}
