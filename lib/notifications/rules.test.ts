import { expect, it } from 'vitest'
import { pathInPortal } from './rules'

const hq = { portal: 'hq' as const, unitCode: 'hq' }
const store = { portal: 'store' as const, unitCode: 'tianyao' }
const me = { portal: 'me' as const, unitCode: null }

it.each([
  ['requests/DG-2026-0417', hq, '/hq/requests/DG-2026-0417'],
  ['requests/DG-2026-0417', store, '/store/tianyao/requests/DG-2026-0417'],
  ['requests/DG-2026-0417', me, '/me/requests/DG-2026-0417'],
  ['people/E00231', hq, '/hq/people/E00231'],
  ['people/E00231', store, '/store/tianyao/team/E00231'],
  ['people/E00231', me, '/me'],
])('%s for %j leads to %s', (path, seat, expected) => {
  expect(pathInPortal(path, seat)).toBe(expected)
})
