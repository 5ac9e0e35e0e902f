/** Devices that one person may have; the one not heard of for longest makes room. */
export const mostDevices = 10

/**
 * Whether an address may be a push service's: public by its looks. What its name means is checked when something is sent (lib/outgoing.ts).
 * @param trusted an origin that the operator named, which may be anything
 */
export function mayPushTo(endpoint: string, trusted: string | undefined): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, origin, hostname, port, username, password } = new URL(endpoint)
  if (origin === trusted) return true
  return (
    protocol === 'https:' &&
    port === '' &&
    !username &&
    !password &&
    /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(hostname) &&
    !/\.(?:localhost|local|internal|lan|home\.arpa|test|invalid|example)$/.test(`.${hostname}`)
  )
}

export type PushOutcome = 'sent' | 'gone' | 'later' | 'refused'

/** What a push service's answer means (RFC 8030 §7.3, §8.4): the device is gone, it is too much just now, or it will never be taken. */
export function outcomeOf(status: number): PushOutcome {
  if (status >= 200 && status < 300) return 'sent'
  if (status === 404 || status === 410) return 'gone'
  if (status === 429 || status >= 500) return 'later'
  return 'refused'
}

/** What the service worker (public/sw.js) shows. Encrypted for the one browser; still, a locked screen shows it to whoever is near. */
export type PushText = { title: string; body: string; path: string; tag: string; lang: string }
