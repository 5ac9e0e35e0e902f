import { expect, it } from 'vitest'
import { peerOf } from './peer.mjs'

const from = (forwarded: string | undefined, proxies: number, connected = '::ffff:203.0.113.9') =>
  peerOf({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: connected } }, proxies)

it.each([
  [undefined, 0, '203.0.113.9'],
  ['198.51.100.1', 0, '203.0.113.9'],
  ['198.51.100.1, 192.0.2.7', 0, '203.0.113.9'],
  ['198.51.100.1', 1, '198.51.100.1'],
  ['made-up, 198.51.100.1', 1, '198.51.100.1'],
  ['made-up, 198.51.100.1, 10.0.0.2', 2, '198.51.100.1'],
  // nobody went through the proxies that there should be
  [undefined, 1, '203.0.113.9'],
  [' , ', 1, '203.0.113.9'],
])('%j behind %i proxies is %s', (forwarded, proxies, expected) => {
  expect(from(forwarded, proxies)).toBe(expected)
})

it('whoever writes the header themselves is who connected all the same', () => {
  expect(from('198.51.100.1', 0, '2001:db8::1')).toBe('2001:db8::1')
})
