import { describe, expect, it } from 'vitest'
import { mayPushTo, outcomeOf } from './rules'

describe('an address of a push service', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAA',
    'https://web.push.apple.com/QGo',
    'https://wns2-par02p.notify.windows.com/w/?token=BQ',
  ])('may be %s', endpoint => {
    expect(mayPushTo(endpoint, undefined)).toBe(true)
  })

  it.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://localhost/push',
    'https://push.localhost/push',
    'https://127.0.0.1/push',
    'https://2130706433/push',
    'https://0x7f.1/push',
    'https://[::1]/push',
    'https://[::ffff:10.0.0.1]/push',
    'https://169.254.169.254/latest/meta-data',
    'https://postgres/push',
    'https://metadata.google.internal/push',
    'https://printer.local/push',
    'https://fcm.googleapis.com:5432/push',
    'https://me:you@fcm.googleapis.com/push',
    'ftp://fcm.googleapis.com/push',
    'javascript:alert(1)',
    '',
  ])('is not %s', endpoint => {
    expect(mayPushTo(endpoint, undefined)).toBe(false)
  })

  it('may be the one that the operator named, and none beside it', () => {
    expect(mayPushTo('http://127.0.0.1:4100/a', 'http://127.0.0.1:4100')).toBe(true)
    expect(mayPushTo('http://127.0.0.1:4101/a', 'http://127.0.0.1:4100')).toBe(false)
    expect(mayPushTo('http://127.0.0.1:4100@10.0.0.1/a', 'http://127.0.0.1:4100')).toBe(false)
  })
})

it.each([
  [201, 'sent'],
  [200, 'sent'],
  [404, 'gone'],
  [410, 'gone'],
  [429, 'later'],
  [500, 'later'],
  [503, 'later'],
  [302, 'refused'],
  [400, 'refused'],
  [403, 'refused'],
  [413, 'refused'],
])('status %i means %s', (status, outcome) => {
  expect(outcomeOf(status)).toBe(outcome)
})
