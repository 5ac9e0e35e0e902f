import 'server-only'
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { cookies, headers } from 'next/headers'
import { NextRequest } from 'next/server'
import NextAuth, { type AuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { enterService } from '@/db/client'
import { derive, env } from '@/env'
import { type Opened, signIn, signOut, type Visit, waitFor } from './account/commands'
import { signInInput } from './account/input'
import { findHolder, type Holder } from './account/queries'
import { Failure } from './failure'
import { keepLook } from './i18n'
import { log } from './log'
import { sessionCookie } from './session'
import { hashToken } from './session-token'

const isSecure = () => env.publicUrl.startsWith('https:')
const cookieOptions = () => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() }) as const

/**
 * next-auth signs people in and out and guards its endpoints against forged requests. It keeps no state of its own:
 * its "encoded token" is the random session token itself, and everything else is a row in `sessions`.
 */
const authOptions = (): AuthOptions => ({
  secret: derive(env.secret, 'next-auth'),
  useSecureCookies: isSecure(),
  cookies: { sessionToken: { name: sessionCookie(), options: cookieOptions() } },
  pages: { signIn: '/login', signOut: '/login', error: '/login' },
  session: { strategy: 'jwt', maxAge: 14 * 24 * 3600 },
  providers: [
    Credentials({
      credentials: { login: {}, password: {} },
      authorize: async given => {
        const input = credentialsInput.safeParse({ login: given?.login, password: given?.password })
        if (!input.success) return null
        const opened = await signIn(input.data, await visit(input.data.login)).catch(refuse)
        await keepSession(opened, input.data.login)
        return { id: opened.userId, opened }
      },
    }),
  ],
  jwt: {
    encode: async ({ token }) => String(token?.session ?? ''),
    decode: async ({ token }) => {
      const holder = token ? await holderOf(token) : undefined
      return token && holder ? { session: token, expiresAt: holder.expiresAt } : null
    },
  },
  callbacks: {
    jwt: ({ token, user }) => (user && 'opened' in user ? { session: (user.opened as Opened).token } : token),
    session: ({ token }) => ({ expires: new Date(String(token.expiresAt)).toISOString() }),
    redirect: ({ url, baseUrl }) => (/^\/(?![/\\])/.test(url) ? `${baseUrl}${url}` : baseUrl),
  },
  events: { signOut: async ({ token }) => signOut(String(token?.session ?? '')) },
  logger: {
    // The code only: what next-auth adds may hold what somebody typed.
    error: code => log.warn({ code }, 'next-auth'),
    warn: code => log.debug({ code }, 'next-auth'),
    debug: () => undefined,
  },
})

const credentialsInput = signInInput.pick({ login: true, password: true })

/** next-auth carries the message of what is thrown, and nothing else: the wait travels in it. */
function refuse(error: unknown): never {
  if (error instanceof Failure && error.code === 'account.wait')
    throw new Error(`wait-${error.values.seconds}`)
  if (error instanceof Failure) throw new Error('wrong')
  log.error({ failed: 'sign-in' })
  throw new Error('busy')
}

/** What a refused sign-in says, from the `error` that next-auth puts in the address. */
export function refusalOf(error: string): Failure {
  const seconds = Number(/^wait-(\d{1,5})$/.exec(error)?.[1] ?? 0)
  if (seconds > 0) return waitFor(seconds)
  return new Failure(error === 'busy' ? 'input.busy' : 'account.wrong')
}

/** The endpoints under /api/auth. */
export async function handleAuth(request: NextRequest, path: string[]): Promise<Response> {
  return NextAuth(request, { params: Promise.resolve({ nextauth: path }) }, authOptions())
}

/** Signs in from our own form, through the same endpoint and the same guard against forged requests. */
export async function signInByForm(input: { login: string; password: string }): Promise<void> {
  const csrf = await handleAuth(new NextRequest(`${env.publicUrl}/api/auth/csrf`), ['csrf'])
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const jar = await cookies()
  for (const line of csrf.headers.getSetCookie()) {
    const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
    jar.set(name, decodeURIComponent(value), cookieOptions())
  }
  const request = new NextRequest(`${env.publicUrl}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: input.login, password: input.password, csrfToken, json: 'true' }),
  })
  const answer = await handleAuth(request, ['callback', 'credentials'])
  const { url } = (await answer.json()) as { url: string }
  const told = new URL(url, env.publicUrl).searchParams
  if (!answer.ok || told.has('error') || told.has('csrf')) throw refusalOf(told.get('error') ?? '')
}

/** The session ends with its row; the cookie goes too. */
export async function signOutHere(): Promise<void> {
  const jar = await cookies()
  const token = jar.get(sessionCookie())?.value
  if (token) await signOut(token)
  jar.set(sessionCookie(), '', { ...cookieOptions(), maxAge: 0 })
}

async function keepSession(opened: Opened, login: string): Promise<void> {
  const jar = await cookies()
  jar.set(sessionCookie(), opened.token, { ...cookieOptions(), expires: opened.expiresAt })
  const mark = randomBytes(16).toString('base64url')
  const device = { ...cookieOptions(), maxAge: 365 * 24 * 3600 }
  if (!(await knownDevice(login))) jar.set(deviceCookie(), `${mark}.${sealOf(login, mark)}`, device)
  await keepLook(opened)
}

const deviceCookie = () => (isSecure() ? '__Host-outpost-device' : 'outpost-device')
const sealOf = (login: string, mark: string) => derive(env.secret, `device:${mark}:${login}`)

/** The mark of a browser in which this account has signed in before. */
async function knownDevice(login: string): Promise<string | undefined> {
  const [mark = '', seal = ''] = ((await cookies()).get(deviceCookie())?.value ?? '').split('.')
  const [given, right] = [Buffer.from(seal), Buffer.from(sealOf(login, mark))]
  return given.length === right.length && timingSafeEqual(given, right) ? mark : undefined
}

async function visit(login: string): Promise<Visit> {
  const all = await headers()
  return {
    userAgent: all.get('user-agent') ?? '',
    address: await clientAddress(),
    replaces: await presentToken(),
    device: await knownDevice(login),
  }
}

/** From where the caller connects, as the web server found it (scripts/peer.mjs). */
export async function clientAddress(): Promise<string> {
  const forwarded = (await headers()).get('x-forwarded-for') ?? ''
  return (forwarded.split(',').at(-1) ?? '').trim().slice(0, 60)
}

export async function presentToken(): Promise<string | undefined> {
  return (await cookies()).get(sessionCookie())?.value
}

/** Who is signed in, outside any seat: for the pages before one. */
export async function presentHolder(): Promise<Holder | undefined> {
  const token = await presentToken()
  return token ? holderOf(token) : undefined
}

async function holderOf(token: string): Promise<Holder | undefined> {
  return enterService('auth', tx => findHolder(tx, hashToken(token)))
}
