import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A browser's side of a subscription: what it tells us, and the private key by which it alone reads what is sent to it. */
export type Browser = {
  endpoint: string
  p256dh: string
  auth: string
  read(body: Buffer): string
}

export type Pushed = {
  path: string
  headers: Record<string, string | undefined>
  sender: string
  text: string
}

export type PushService = {
  origin: string
  /** A browser that takes messages from one sender only. */
  subscribe(senderKey: string): Browser
  /** Messages that were taken, decrypted. */
  taken: Pushed[]
  /** How many requests came, taken or not. */
  asked(): number
  /** What the next requests are answered instead of being taken. */
  refuse(...answers: { status: number; retryAfter?: string }[]): void
  close(): Promise<void>
}

/** A push service as RFC 8030 has it: takes what is signed by the right sender (RFC 8292) and encrypted for the browser (RFC 8291). */
export async function startPushService(port = 0): Promise<PushService> {
  const browsers = new Map<string, Browser & { senderKey: string }>()
  const taken: Pushed[] = []
  const refusals: { status: number; retryAfter?: string }[] = []
  let asked = 0
  let origin = ''
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      asked++
      const refusal = refusals.shift()
      if (refusal) {
        const headers = refusal.retryAfter ? { 'retry-after': refusal.retryAfter } : {}
        return response.writeHead(refusal.status, headers).end()
      }
      const browser = browsers.get(request.url ?? '')
      if (!browser) return response.writeHead(404).end()
      const sender = signerOf(request.headers.authorization ?? '', origin)
      if (!sender || sender !== browser.senderKey) return response.writeHead(403).end()
      if (request.headers['content-encoding'] !== 'aes128gcm' || !request.headers.ttl)
        return response.writeHead(400).end()
      const headers = request.headers as Pushed['headers']
      taken.push({ path: request.url ?? '', headers, sender, text: browser.read(Buffer.concat(parts)) })
      return response.writeHead(201, { location: '/message' }).end()
    })
  })
  await new Promise<void>(done => server.listen(port, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    taken,
    asked: () => asked,
    refuse: (...answers) => refusals.push(...answers),
    subscribe(senderKey) {
      const path = `/push/${randomBytes(12).toString('base64url')}`
      const browser = { ...makeBrowser(`${origin}${path}`), senderKey }
      browsers.set(path, browser)
      return browser
    },
    close: () => new Promise(done => server.close(() => done())),
  }
}

function makeBrowser(endpoint: string): Browser {
  const curve = createECDH('prime256v1')
  const own = curve.generateKeys()
  const auth = randomBytes(16)
  return {
    endpoint,
    p256dh: own.toString('base64url'),
    auth: auth.toString('base64url'),
    read: body => decrypted(body, auth, own, theirs => curve.computeSecret(theirs)),
  }
}

/** RFC 8188 §2 with the keys of RFC 8291 §3.4; one record. */
function decrypted(body: Buffer, auth: Buffer, own: Buffer, agree: (theirs: Buffer) => Buffer): string {
  const hmac = (key: Buffer, ...parts: (Buffer | string)[]): Buffer => {
    const made = createHmac('sha256', key)
    for (const part of parts) made.update(part)
    return made.digest()
  }
  const [salt, length] = [body.subarray(0, 16), body.readUInt8(20)]
  const theirs = body.subarray(21, 21 + length)
  const record = body.subarray(21 + length)
  const agreed = hmac(hmac(auth, agree(theirs)), 'WebPush: info\0', own, theirs, '\x01')
  const pseudorandom = hmac(salt, agreed)
  const key = hmac(pseudorandom, 'Content-Encoding: aes128gcm\0\x01').subarray(0, 16)
  const start = hmac(pseudorandom, 'Content-Encoding: nonce\0\x01').subarray(0, 12)
  const cipher = createDecipheriv('aes-128-gcm', key, start).setAuthTag(record.subarray(-16))
  const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()])
  const end = padded.lastIndexOf(2)
  if (end < 0 || padded.subarray(end + 1).some(byte => byte !== 0)) throw new Error('not the last record')
  return padded.subarray(0, end).toString('utf8')
}

/** Whose key signed the token, when it is meant for us, for at most a day, and says whom to turn to. */
function signerOf(authorization: string, audience: string): string | undefined {
  const [, header = '', claims = '', signature = '', key = ''] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), ?k=([\w-]+)$/.exec(authorization) ?? []
  const point = Buffer.from(key, 'base64url')
  if (point.length !== 65) return undefined
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  })
  const isSigned = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  const decoded = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  if (!isSigned || decoded(header).alg !== 'ES256') return undefined
  const { aud, exp, sub } = decoded(claims)
  const left = exp - Date.now() / 1000
  return aud === audience && left > 0 && left <= 24 * 3600 && /^(mailto:|https:)/.test(sub) ? key : undefined
}
