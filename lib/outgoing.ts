import 'server-only'
import { lookup } from 'node:dns/promises'
import { request as plainRequest } from 'node:http'
import { request } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from './address'

/** What another server said. */
export type Heard = { status: number; body: string; retryAfter?: string | undefined }

/** Where we do not send: not public, or not https. It will not become allowed by waiting. */
export class NotAllowed extends Error {
  override name = 'NotAllowed'
}

type Found = { address: string; family: number }
export type Resolve = (host: string) => Promise<Found[]>

const resolveByName: Resolve = host => lookup(host, { all: true, verbatim: true })

const patience = 5000
const longestBody = 64 * 1024

/**
 * Posts to a server that is not ours, as the worker does. The host is looked up once, every address of it is checked and the connection goes to one
 * of those, so that a name cannot mean something else a moment later; redirects are an answer like any other.
 * @param trusted an origin that the operator named: it may be plain http or in the inner network
 * @throws NotAllowed, or the network's own error, which is worth another try
 */
export async function post(
  url: URL,
  message: { headers: Record<string, string | number>; body: string | Buffer },
  { trusted, resolve = resolveByName }: { trusted?: string | undefined; resolve?: Resolve } = {},
): Promise<Heard> {
  const addresses = url.origin === trusted ? undefined : await publicAddresses(url, resolve)
  return await send(url, message, addresses)
}

async function publicAddresses(url: URL, resolve: Resolve): Promise<Found[]> {
  if (url.protocol !== 'https:') throw new NotAllowed('not https')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const found = family ? [{ address: host, family }] : await resolve(host)
  if (found.length === 0 || !found.every(one => isPublicAddress(one.address)))
    throw new NotAllowed('not a public address')
  return found
}

function send(
  url: URL,
  { headers, body }: { headers: Record<string, string | number>; body: string | Buffer },
  addresses: Found[] | undefined,
): Promise<Heard> {
  return new Promise((done, fail) => {
    const options = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      signal: AbortSignal.timeout(patience),
      ...(addresses && { lookup: always(addresses) }),
    }
    const sending = (url.protocol === 'https:' ? request : plainRequest)(url, options, answer => {
      const parts: Buffer[] = []
      let length = 0
      answer.on('data', (part: Buffer) => {
        length += part.length
        if (length > longestBody) answer.destroy(new Error('the answer is too long'))
        else parts.push(part)
      })
      answer.on('error', fail)
      answer.on('end', () =>
        done({
          status: answer.statusCode ?? 0,
          body: Buffer.concat(parts).toString('utf8'),
          retryAfter: answer.headers['retry-after'],
        }),
      )
    })
    sending.on('error', fail)
    sending.end(body)
  })
}

function always(addresses: Found[]): LookupFunction {
  return (_host, options, answer) => {
    const [first] = addresses
    if (options.all) answer(null, addresses)
    else answer(null, first?.address ?? '', first?.family)
  }
}

/** Seconds to wait, from a Retry-After in seconds or as a date (RFC 9110 §10.2.3); undefined when there is none that makes sense. */
export function secondsToWait(retryAfter: string | undefined, now: Date): number | undefined {
  if (!retryAfter) return undefined
  const seconds = /^\d{1,6}$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - now.getTime()) / 1000)
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 1), 24 * 3600) : undefined
}
