import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { config } from '@/proxy'

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

it('what goes past answers through the door and only reads', () => {
  for (const path of routes.filter(one => !passes(one))) {
    const file = join(root, path.replace('tianyao', '[unit]'), 'route.ts')
    expect(existsSync(file), relative(root, file)).toBe(true)
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('return answer(request, ')
    expect([...text.matchAll(/export (?:async )?(?:function|const) (\w+)/g)].map(match => match[1])).toEqual([
      'GET',
    ])
  }
})
