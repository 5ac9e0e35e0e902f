import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { NextRequest } from 'next/server'
import { expect, it, vi } from 'vitest'
import { largestRequest } from '@/lib/weight'
import { config, proxy } from '@/proxy'

const root = resolve(import.meta.dirname, '../app')
const routes = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('/route.ts') && /^(hq|me|store)\//.test(path))
  .map(path => `/${path.replace('/route.ts', '').replace('[unit]', 'tianyao')}`)
const passes = (path: string): boolean => config.matcher.some(one => new RegExp(`^${one}$`).test(path))

it('lets search past, and nothing else of the portals', () => {
  const past = routes.filter(path => !passes(path))
  expect(past.toSorted()).toEqual(routes.filter(path => path.includes('/search')).toSorted())
  expect(past.length).toBeGreaterThan(9)
})

it.each([
  '/hq/search/none',
  '/hq/search/people/more',
  '/hq/searching',
  '/me/search/people',
  '/store/search',
  '/store/%FF/search',
  '/store/a/b/search',
  '/hq/people',
])('%s passes, whether it exists or not', path => {
  expect(passes(path)).toBe(true)
})

it.each([
  ['/hq/people/?q=x', '/hq/people?q=x'],
  ['/login/', '/login'],
  ['/%5C%5Cevil.example/', '/%5C%5Cevil.example'],
])('%s is sent on to where no slash ends the address, with the headers of every answer', (from, to) => {
  const answer = proxy(new NextRequest(`http://localhost${from}`))
  expect([answer.status, answer.headers.get('location')]).toEqual([308, `http://localhost${to}`])
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(answer.headers.get('x-frame-options')).toBe('DENY')
})

it.each([
  ['/hq/people?q=31010419990506221X&view=left', '/hq/people?view=left&dropped=document'],
  ['/store/tianyao/find?q=310104+19990506+2218', '/store/tianyao/find?dropped=document'],
])('%s is sent on without the number of a document in it', (from, to) => {
  const answer = proxy(new NextRequest(`http://localhost${from}`))
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `http://localhost${to}`])
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
})

it.each(['/hq/people?q=王沐阳', '/hq/people?q=13912345678', '/hq/people'])('%s is a page as asked', path => {
  expect(proxy(new NextRequest(`http://localhost${path}`)).headers.get('location')).toBeNull()
})

it.each([
  ['more than any form may', { 'content-length': `${largestRequest + 1}` }, 413],
  ['as much as a form may', { 'content-length': `${largestRequest}` }, 200],
  ['nobody knows how much', { 'transfer-encoding': 'chunked' }, 411],
  [
    'an action that the framework hands on',
    {
      ...{ 'transfer-encoding': 'chunked', 'x-action-forwarded': '1', 'next-action': 'x' },
      'content-type': 'multipart/form-data; boundary=----x',
    },
    200,
  ],
  ['an action in JSON', { 'next-action': 'x', 'content-type': 'text/plain;charset=UTF-8' }, 400],
  ['an action without a form', { 'next-action': 'x' }, 400],
  ['a form without an end', { 'next-action': 'x', 'content-type': 'multipart/form-data' }, 400],
  ['an action', { 'next-action': 'x', 'content-type': 'multipart/form-data; boundary=----x' }, 200],
])('a request that carries %s is answered before the framework fails over it', (_what, headers, status) => {
  const request = new NextRequest('http://localhost/hq/people', { method: 'POST', headers })
  expect(proxy(request).status).toBe(status)
})

it.each([
  ['/store/tianyao/team/%E0%A4%A', 'text/html', true],
  ['/hq/exports/attachments/zzz', 'text/html,*/*', true],
  ['/hq/exports/attachments/zzz', '*/*', false],
  ['/hq/exports/attachments/00000000-0000-4000-8000-000000000000', 'text/html', false],
  ['/hq/people/E00001', 'text/html', false],
])('whoever asks for %s as %s reads that it does not exist: %s', (path, accept, isNowhere) => {
  const answer = proxy(new NextRequest(`http://localhost${path}`, { headers: { accept } }))
  expect(answer.headers.get('x-middleware-rewrite')).toBe(isNowhere ? 'http://localhost/nowhere' : null)
  if (isNowhere) expect(answer.headers.get('content-security-policy')).not.toContain('sandbox')
})

it('files of every kind are under a policy in which nothing runs', () => {
  const files = routes.filter(path => /attachments|photos|certificate$/.test(path))
  expect(files.length).toBeGreaterThan(9)
  for (const path of files)
    expect(
      proxy(new NextRequest(`http://localhost${path}`)).headers.get('content-security-policy'),
      path,
    ).toContain('sandbox')
  const page = proxy(new NextRequest('http://localhost/hq/people'))
  expect(page.headers.get('content-security-policy')).not.toContain('sandbox')
})

it('search is past it with a slash at its end too', () => {
  for (const path of routes.filter(one => one.includes('/search'))) expect(passes(`${path}/`)).toBe(false)
})

it('the web server itself answers what goes past, by the same addresses and nothing else', async () => {
  const asked: string[] = []
  vi.doMock('@/lib/session', () => ({}))
  vi.doMock('@/lib/direct', () => ({
    directly: (known: { path: RegExp }[]) => (path: string) =>
      known.filter(one => one.path.test(path)).length,
  }))
  const { search } = (await import('@/app/search')) as unknown as { search: (path: string) => number }
  for (const path of routes) {
    for (const address of [path, `${path}/`]) if (search(address) > 0) asked.push(address)
    expect(search(path)).toBe(passes(path) ? 0 : 1)
  }
  expect(asked).toHaveLength(2 * routes.filter(path => path.includes('/search')).length)
  for (const strange of [
    '//hq/search',
    '/hq/search//',
    '/hq/%73earch',
    '/hq/search/none',
    '/store/a/b/search',
    'http://evil.example/hq/search',
  ])
    expect(search(strange), strange).toBe(0)
})

it('what goes past answers through the door and only reads', () => {
  for (const path of routes.filter(one => !passes(one))) {
    const file = join(root, path.replace('tianyao', '[unit]'), 'route.ts')
    expect(existsSync(file), relative(root, file)).toBe(true)
    const text = readFileSync(file, 'utf8')
    expect(text).toMatch(/return answer(Asked)?\(\s*request,/)
    expect([...text.matchAll(/export (?:async )?(?:function|const) (\w+)/g)].map(match => match[1])).toEqual([
      'GET',
    ])
  }
})
