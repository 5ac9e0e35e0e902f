import 'server-only'
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { derive, env } from '@/env'

/**
 * Keeps a text in the database so that the database alone does not tell it: AES-256-GCM under a key derived for one purpose.
 * @param row id of the row it belongs to: copied to another row it does not open
 */
export function seal(purpose: string, row: string, text: string): Buffer {
  return sealBytes(purpose, row, Buffer.from(text, 'utf8'))
}

/** The same for files. */
export function sealBytes(purpose: string, row: string, content: Buffer): Buffer {
  const start = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), start).setAAD(Buffer.from(row))
  const hidden = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([start, cipher.getAuthTag(), hidden])
}

/** The text, or undefined when it was sealed elsewhere, under another secret, or changed since. */
export function unseal(purpose: string, row: string, sealed: Buffer): string | undefined {
  return unsealBytes(purpose, row, sealed)?.toString('utf8')
}

export function unsealBytes(purpose: string, row: string, sealed: Buffer): Buffer | undefined {
  if (sealed.length < 28) return undefined
  const [start, tag, hidden] = [sealed.subarray(0, 12), sealed.subarray(12, 28), sealed.subarray(28)]
  const cipher = createDecipheriv('aes-256-gcm', keyFor(purpose), start, { authTagLength: 16 })
  cipher.setAAD(Buffer.from(row)).setAuthTag(tag)
  try {
    return Buffer.concat([cipher.update(hidden), cipher.final()])
  } catch {
    return undefined
  }
}

const keyFor = (purpose: string): Buffer =>
  createHash('sha256')
    .update(derive(env.secret, `seal:${purpose}`))
    .digest()
