/** What this browser can do about notifications while no page is open. */
export type BrowserState = 'on' | 'off' | 'denied' | 'install' | 'unsupported' | 'insecure'

/** The browser's own subscription, as far as it has one. */
export async function presentSubscription(): Promise<PushSubscription | undefined> {
  const registration = await navigator.serviceWorker.getRegistration('/')
  return (await registration?.pushManager.getSubscription()) ?? undefined
}

/** Why it cannot, or undefined when it could. */
export function obstacle(): Exclude<BrowserState, 'on' | 'off'> | undefined {
  if (!window.isSecureContext) return 'insecure'
  const isAble = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
  // Apple's phones show these abilities to apps on the home screen only.
  if (!isAble) return /iPhone|iPad|Macintosh.*Mobile/.test(navigator.userAgent) ? 'install' : 'unsupported'
  return Notification.permission === 'denied' ? 'denied' : undefined
}

/** Subscribes this browser to messages from our key alone. A subscription to another key, from before it changed, is given up. */
export async function subscribe(senderKey: string): Promise<PushSubscription> {
  const registration = await navigator.serviceWorker.register('/sw.js')
  const present = await registration.pushManager.getSubscription()
  if (present && isFor(present, senderKey)) return present
  await present?.unsubscribe()
  await navigator.serviceWorker.ready
  return await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: senderKey })
}

export function isFor(subscription: PushSubscription, senderKey: string): boolean {
  const key = subscription.options.applicationServerKey
  return key !== null && base64url(key) === senderKey
}

/** By what a device is known in the list: its address is not sent to pages. */
export async function markOf(subscription: PushSubscription): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(subscription.endpoint))
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('')
}

/** The fields of the action that keeps a device. */
export function fieldsOf(subscription: PushSubscription, senderKey: string): FormData {
  const { endpoint = '', keys = {} } = subscription.toJSON()
  const data = new FormData()
  for (const [name, value] of Object.entries({ endpoint, p256dh: keys.p256dh, auth: keys.auth, senderKey }))
    data.set(name, value ?? '')
  return data
}

function base64url(bytes: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
