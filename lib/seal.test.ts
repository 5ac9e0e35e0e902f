import { afterEach, expect, it } from 'vitest'
import { changeSettings, env } from '@/env'
import { seal, unseal } from './seal'

const ours = env.secret
afterEach(() => changeSettings({ OUTPOST_SECRET: ours }))

it('opens what it sealed, and shows nothing of it', () => {
  const sealed = seal('robots', 'row 1', '密钥 SEC0123')
  expect(sealed.toString('latin1')).not.toContain('SEC0123')
  expect(unseal('robots', 'row 1', sealed)).toBe('密钥 SEC0123')
  expect(seal('robots', 'row 1', '密钥 SEC0123').equals(sealed)).toBe(false)
})

it('does not open in another row, for another purpose, under another secret, or changed', () => {
  const sealed = seal('robots', 'row 1', 'SEC0123')
  expect(unseal('robots', 'row 2', sealed)).toBeUndefined()
  expect(unseal('mail', 'row 1', sealed)).toBeUndefined()
  const changed = Buffer.from(sealed)
  changed.writeUInt8(changed.readUInt8(30) ^ 1, 30)
  expect(unseal('robots', 'row 1', changed)).toBeUndefined()
  expect(unseal('robots', 'row 1', sealed.subarray(0, 20))).toBeUndefined()
  changeSettings({ OUTPOST_SECRET: 'the secret of somebody else' })
  expect(unseal('robots', 'row 1', sealed)).toBeUndefined()
})
