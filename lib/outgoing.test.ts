import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NotAllowed, post, secondsToWait } from './outgoing'

const message = { headers: { 'content-type': 'text/plain' }, body: 'hello' }

describe('posting', () => {
  let server: Server
  let origin: string
  const heard: string[] = []

  beforeAll(async () => {
    server = createServer((request, response) => {
      heard.push(request.url ?? '')
      if (request.url === '/elsewhere') response.writeHead(302, { location: '/inside' }).end()
      else if (request.url === '/endless') response.end(Buffer.alloc(100_000))
      else if (request.url === '/busy') response.writeHead(429, { 'retry-after': '7' }).end('wait')
      else response.end('thanks')
    })
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())

  it('reaches the origin that the operator named, and tells what it said', async () => {
    expect(await post(new URL(`${origin}/ok`), message, { trusted: origin })).toEqual({
      status: 200,
      body: 'thanks',
      retryAfter: undefined,
    })
    expect(await post(new URL(`${origin}/busy`), message, { trusted: origin })).toMatchObject({
      status: 429,
      retryAfter: '7',
    })
  })

  it('follows no redirect and reads no endless answer', async () => {
    const answer = await post(new URL(`${origin}/elsewhere`), message, { trusted: origin })
    expect(answer.status).toBe(302)
    await expect(post(new URL(`${origin}/endless`), message, { trusted: origin })).rejects.toThrow('too long')
    expect(heard).not.toContain('/inside')
  })

  it.each([
    ['plain http', 'http://push.example.com/a', ['1.1.1.1']],
    ['itself', 'https://127.0.0.1/a', []],
    ['itself, written as one number', 'https://2130706433/a', []],
    ['itself, in hexadecimal', 'https://0x7f.0.0.1/a', []],
    ['itself in IPv6', 'https://[::1]/a', []],
    ['itself in IPv6, by way of IPv4', 'https://[::ffff:127.0.0.1]/a', []],
    ['the services of a cloud', 'https://169.254.169.254/latest/meta-data', []],
    ['a name that means the inner network', 'https://push.example.com/a', ['10.0.0.8']],
    ['a name with one good and one bad address', 'https://push.example.com/a', ['1.1.1.1', '127.0.0.1']],
    ['a name without an address', 'https://push.example.com/a', []],
  ])('refuses %s', async (_what, url, addresses) => {
    const resolve = async () => addresses.map(address => ({ address, family: 4 }))
    await expect(post(new URL(url), message, { trusted: origin, resolve })).rejects.toThrow(NotAllowed)
  })

  it('asks once what a name means: what was checked is what is connected to', async () => {
    let asked = 0
    const resolve = async () => [{ address: ++asked === 1 ? '10.0.0.8' : '1.1.1.1', family: 4 }]
    await expect(post(new URL('https://push.example.com/a'), message, { resolve })).rejects.toThrow(
      NotAllowed,
    )
    expect(asked).toBe(1)
  })
})

it.each([
  [undefined, undefined],
  ['30', 30],
  ['0', 1],
  ['999999', 86_400],
  ['soon', undefined],
  ['Mon, 23 Nov 2026 10:00:30 GMT', 30],
  ['Mon, 23 Nov 2026 09:00:00 GMT', 1],
])('Retry-After %s is a wait of %s seconds', (header, seconds) => {
  expect(secondsToWait(header, new Date('2026-11-23T10:00:00Z'))).toBe(seconds)
})
