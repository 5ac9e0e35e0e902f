import 'server-only'
import { createECDH, createHmac } from 'node:crypto'
import { env } from '@/env'

export type VapidKeys = { publicKey: string; privateKey: string }

/**
 * The keys by which push services know this installation (RFC 8292), base64url. Derived from the operator's secret like every other key, so that all
 * processes have them, nothing is kept beside the database and a new secret is a new sender: browsers then have to subscribe again.
 */
export function vapidKeys(): VapidKeys {
  return env.vapidKeys ?? derivedKeys(env.secret)
}

let kept: { secret: string; keys: VapidKeys } | undefined

function derivedKeys(secret: string): VapidKeys {
  if (kept?.secret !== secret) kept = { secret, keys: keyPair(secret) }
  return kept.keys
}

/** Of the numbers of 256 bits one in 2^32 is no private key of P-256; then the next one is tried. */
function keyPair(secret: string): VapidKeys {
  const curve = createECDH('prime256v1')
  for (let attempt = 0; ; attempt++) {
    const number = createHmac('sha256', secret).update(`outpost:vapid:${attempt}`).digest()
    try {
      curve.setPrivateKey(number)
    } catch {
      continue
    }
    return { publicKey: curve.getPublicKey('base64url'), privateKey: number.toString('base64url') }
  }
}
