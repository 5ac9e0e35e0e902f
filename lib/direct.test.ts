import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { directly } from './direct'
import { log } from './log'

let close: (() => void) | undefined
afterEach(() => close?.())

/** A server that asks the direct routes first and answers 299 to what they leave. */
async function serve(GET: (request: Request) => Promise<Response>): Promise<string> {
  const direct = directly([{ path: /^\/hq\/search\/?$/, GET }])
  const server = createServer((request, response) => {
    if (!direct(request, response)) response.writeHead(299).end('left')
  })
  close = () => server.close()
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('answers with what the route handler answers: status, headers and text', async () => {
  const at = await serve(async request => {
    const { pathname, searchParams } = new URL(request.url)
    const told = [
      pathname,
      searchParams.get('q'),
      request.headers.get('cookie'),
      request.headers.get('x-outpost-seat'),
    ]
    return new Response(JSON.stringify(told), { status: 404, headers: { 'x-frame-options': 'DENY' } })
  })
  const answer = await fetch(`${at}/hq/search?q=%E5%A9%89`, {
    headers: { cookie: 'outpost-session=a; b=c', 'x-outpost-seat': '/store/tianyao' },
  })
  const { headers } = answer
  expect([answer.status, headers.get('x-frame-options')]).toEqual([404, 'DENY'])
  expect(Number(headers.get('content-length'))).toBeGreaterThan(40)
  // the address and the cookies, and nothing else that a client writes
  expect(await answer.json()).toEqual(['/hq/search', '婉', 'outpost-session=a; b=c', null])
})

it.each([
  ['GET', '/hq/searching'],
  ['GET', '/hq/search/people'],
  ['GET', '//hq/search'],
  ['GET', '/hq/%73earch'],
  ['HEAD', '/hq/search'],
  ['POST', '/hq/search'],
  ['DELETE', '/hq/search?q=x'],
])('leaves %s %s to the framework', async (method, path) => {
  const GET = vi.fn(async () => new Response('found'))
  const at = await serve(GET)
  expect((await fetch(`${at}${path}`, { method })).status).toBe(299)
  expect(GET).not.toHaveBeenCalled()
  expect((await fetch(`${at}/hq/search/?q=x`)).status).toBe(200)
})

it('says nothing of a fault but that there was one, and writes it down without what was typed', async () => {
  const written = vi.spyOn(log, 'error').mockImplementation(() => undefined)
  const at = await serve(async () => {
    throw new Error('no way to the database')
  })
  const answer = await fetch(`${at}/hq/search?q=${encodeURIComponent('李婉清')}`)
  expect([answer.status, await answer.text()]).toEqual([500, ''])
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(written).toHaveBeenCalledTimes(1)
  const said = JSON.stringify(written.mock.calls)
  expect(said).toContain('/hq/search')
  expect(said).not.toContain(encodeURIComponent('李婉清'))
})
