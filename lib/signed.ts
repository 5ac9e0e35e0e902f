import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { derive, env } from '@/env'

/** A text that only we can have made, for one purpose: `<text>.<signature>`. The text is not secret. */
export function signed(purpose: string, text: string): string {
  return `${text}.${signatureOf(purpose, text).toString('base64url')}`
}

/** The text, or undefined when it was not signed here for this purpose. */
export function readSigned(purpose: string, token: string): string | undefined {
  const at = token.lastIndexOf('.')
  const text = token.slice(0, Math.max(0, at))
  const given = Buffer.from(token.slice(at + 1), 'base64url')
  const right = signatureOf(purpose, text)
  return given.length === right.length && timingSafeEqual(given, right) ? text : undefined
}

function signatureOf(purpose: string, text: string): Buffer {
  return createHmac('sha256', derive(env.secret, purpose)).update(text).digest()
}
