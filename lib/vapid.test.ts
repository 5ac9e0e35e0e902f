import { createPrivateKey, createPublicKey } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { changeSettings, env } from '@/env'
import { vapidKeys } from './vapid'

const ours = env.secret
afterEach(() =>
  changeSettings({ OUTPOST_SECRET: ours, VAPID_PUBLIC_KEY: undefined, VAPID_PRIVATE_KEY: undefined }),
)

it('is the same in every process of one installation, and another in the next', () => {
  const first = vapidKeys()
  expect(vapidKeys()).toEqual(first)
  changeSettings({ OUTPOST_SECRET: 'the secret of somebody else' })
  expect(vapidKeys().publicKey).not.toBe(first.publicKey)
  changeSettings({ OUTPOST_SECRET: ours })
  expect(vapidKeys()).toEqual(first)
})

it('is a pair of P-256, spelled as browsers and push services want it', () => {
  const { publicKey, privateKey } = vapidKeys()
  const point = Buffer.from(publicKey, 'base64url')
  expect([point.length, point[0], Buffer.from(privateKey, 'base64url').length]).toEqual([65, 4, 32])
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  }
  const fromPrivate = createPublicKey(createPrivateKey({ key: { ...jwk, d: privateKey }, format: 'jwk' }))
  expect(fromPrivate.export({ format: 'jwk' })).toMatchObject({ x: jwk.x, y: jwk.y })
})

it('gives way to keys that the operator brings', () => {
  const theirs = { publicKey: 'p'.repeat(87), privateKey: 'q'.repeat(43) }
  changeSettings({ VAPID_PUBLIC_KEY: theirs.publicKey, VAPID_PRIVATE_KEY: theirs.privateKey })
  expect(vapidKeys()).toEqual(theirs)
})
