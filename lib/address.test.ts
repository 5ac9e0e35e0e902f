import { expect, it } from 'vitest'
import { isPublicAddress } from './address'

it.each([
  '1.1.1.1',
  '142.250.70.74',
  '101.89.15.112',
  '172.15.255.255',
  '172.32.0.1',
  '2404:6800:4006:80e::200a',
  '2620:149:208:4301::4',
])('%s is a public server', address => {
  expect(isPublicAddress(address)).toBe(true)
})

it.each([
  ['ourselves', ['127.0.0.1', '127.8.8.8', '0.0.0.0', '::1', '::']],
  [
    'our network',
    ['10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', 'fd00::1', 'fc00::1'],
  ],
  ['the link, and the services of a cloud', ['169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'fd00:ec2::254']],
  [
    'an IPv4 address in other clothes',
    ['::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:7f00:1::', '2001:0:1::'],
  ],
  [
    'many, or nobody',
    ['224.0.0.1', '255.255.255.255', 'ff02::1', '198.18.0.1', '203.0.113.9', '2001:db8::1'],
  ],
  ['no address', ['', 'localhost', '2130706433', '0x7f.1', '127.1', '1.1.1.1.1']],
])('refuses %s', (_what, addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([])
})
