import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { env } from './env'
import { holdsDocumentNumber } from './lib/document-number'
import { nothingRuns, plainHeaders } from './lib/headers'
import { isId } from './lib/id'
import { nowhere, seatHeader } from './lib/seat'
import { largestRequest } from './lib/weight'

/**
 * Writes the headers that every page needs: the content security policy with its nonce, and the path that names the seat.
 * Never a guard: the door to the data decides who may see what.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl
  const isPage = request.method === 'GET' || request.method === 'HEAD'
  if (!isReadable(pathname) && !isPage) return new NextResponse(null, { status: 400 })
  const fault = faultOfBody(request.headers)
  if (fault) return refused(fault)
  if (pathname.length > 1 && pathname.endsWith('/')) return withoutSlash(request)
  if (request.method === 'GET' && request.nextUrl.searchParams.getAll('q').some(holdsDocumentNumber))
    return withoutDocument(request)
  const nonce = randomBytes(16).toString('base64')
  const isNowhere = isPage && (!isReadable(pathname) || isNoFile(request))
  const policy = isAttachment(pathname) && !isNowhere ? nothingRuns : contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  headers.set(seatHeader, isNowhere ? nowhere : pathname)
  headers.delete('x-middleware-subrequest')
  const response = isNowhere
    ? NextResponse.rewrite(new URL(nowhere, request.url), { request: { headers } })
    : NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(plainHeaders)) response.headers.set(name, value)
  return response
}

/**
 * What the framework would take for a fault of its own, and answer as one: a body that no form of ours has. Browsers say how long theirs is;
 * one that does not cannot be weighed before it is here. An action's fields come as a form (lib/action.ts), and as nothing else.
 */
function faultOfBody(headers: Headers): 400 | 411 | 413 | undefined {
  // the framework hands an action on to a page that knows it, in pieces of what was weighed here before
  if (headers.has('transfer-encoding') && !headers.has('x-action-forwarded')) return 411
  if (Number(headers.get('content-length')) > largestRequest) return 413
  const isForm = /^multipart\/form-data\s*;.*\bboundary=/i.test(headers.get('content-type') ?? '')
  return headers.has('next-action') && !isForm ? 400 : undefined
}

const refused = (status: 400 | 411 | 413): NextResponse =>
  new NextResponse(null, {
    status,
    headers: { ...plainHeaders, 'content-security-policy': nothingRuns },
  })

/** One address per page: the one without a slash at its end. */
function withoutSlash(request: NextRequest): NextResponse {
  // not nextUrl, which puts the slash back
  const to = new URL(request.url)
  to.pathname = to.pathname.replace(/\/+$/, '')
  return sentOn(to, 308)
}

/** A field that is sent by GET refuses a document's number; where one came all the same, it stays in no history. */
function withoutDocument(request: NextRequest): NextResponse {
  const to = new URL(request.url)
  to.searchParams.delete('q')
  to.searchParams.set('dropped', 'document')
  return sentOn(to, 303)
}

const sentOn = (to: URL, status: 303 | 308): NextResponse =>
  NextResponse.redirect(to, { status, headers: { ...plainHeaders, 'content-security-policy': nothingRuns } })

function isAttachment(pathname: string): boolean {
  return /\/((attachments|photos)\/[^/]+|certificate)$/.test(pathname)
}

/** A person who follows an address that no file can have reads our words; a program is answered by the route. */
function isNoFile(request: NextRequest): boolean {
  const [, id] = /\/(?:attachments|photos)\/([^/]+)$/.exec(request.nextUrl.pathname) ?? []
  return id !== undefined && !isId(id) && (request.headers.get('accept') ?? '').includes('text/html')
}

/** Bytes that are no text make the router fail, not answer. */
function isReadable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== ''
  } catch {
    return false
  }
}

function contentSecurityPolicy(nonce: string): string {
  const development = !env.production
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src-elem 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `worker-src 'self'`,
    `connect-src 'self'${development ? ' ws:' : ''}`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
}

/**
 * Search answers while somebody types, without pages or policies for them: `answer` writes its headers, next.config.ts those of what
 * the framework answers in its place. Each address is named, so that everything else, also what does not exist, comes through here.
 * With a slash at its end each is the same address: the framework answers nothing where a matcher sees a difference.
 */
export const config = {
  matcher: [
    '/((?!_next/static|_next/image|icon.svg|favicon.ico|api/events/?$|hq/search(?:/(?:accounts|concerned|contacts|people|positions|units))?/?$|me/search(?:/units)?/?$|store/[a-z0-9-]+/search(?:/(?:people|units))?/?$).*)',
  ],
}
