import { createPrivateKey, createPublicKey } from 'node:crypto'
import { afterEach, expect, it, vi } from 'vitest'

const set = vi.hoisted(() => ({ secret: 'one secret of an operator', keys: undefined as object | undefined }))
vi.mock('@/env', () => ({
  env: {
    get secret() {
      return set.secret
    },
    get vapidKeys() {
      return set.keys
    },
  },
}))
const { vapidKeys } = await import('./vapid')

afterEach(() => {
  set.secret = 'one secret of an operator'
  set.keys = undefined
})

it('is the same in every process of one installation, and another in the next', () => {
  const first = vapidKeys()
  expect(vapidKeys()).toEqual(first)
  set.secret = 'the secret of somebody else'
  expect(vapidKeys().publicKey).not.toBe(first.publicKey)
  set.secret = 'one secret of an operator'
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
  set.keys = { publicKey: 'theirs', privateKey: 'theirs too' }
  expect(vapidKeys()).toEqual(set.keys)
})
