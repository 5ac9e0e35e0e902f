// Shows notifications while no page is open. It keeps no copy of anything and answers no request: every page comes from the server.

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()))

self.addEventListener('push', event => {
  const { title, body, path, tag, lang } = textOf(event.data)
  const look = { icon: '/icon-192.png', badge: '/badge-96.png' }
  event.waitUntil(self.registration.showNotification(title, { ...look, body, tag, lang, data: { path } }))
})

/** A browser takes the permission away from whoever shows nothing, so something is shown whatever arrives. */
function textOf(data) {
  try {
    const { title, body, path, tag, lang } = data.json()
    if (typeof title === 'string' && title) return { title, body, path, tag, lang }
  } catch {}
  return { title: '驻店通', path: '/' }
}

self.addEventListener('notificationclick', event => {
  event.notification.close()
  event.waitUntil(open(event.notification.data?.path))
})

/** Only ever on this site. A window that shows something else is left alone: somebody may be typing there. */
async function open(path) {
  const url = new URL(typeof path === 'string' ? path : '/', self.location.origin)
  if (url.origin !== self.location.origin) return
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const there = windows.find(one => one.url === url.href)
  await (there ? there.focus() : self.clients.openWindow(url.href))
}

// The push service may give a browser another subscription at any time. Whoever is signed in keeps getting messages.
self.addEventListener('pushsubscriptionchange', event => event.waitUntil(renew(event)))

async function renew({ oldSubscription, newSubscription }) {
  const options = newSubscription?.options ?? oldSubscription?.options
  if (!options?.applicationServerKey) return
  const subscription = newSubscription ?? (await self.registration.pushManager.subscribe(options))
  const { endpoint, keys } = subscription.toJSON()
  await fetch('/api/push', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint, ...keys, senderKey: base64url(options.applicationServerKey) }),
  })
}

function base64url(bytes) {
  const text = btoa(String.fromCharCode(...new Uint8Array(bytes)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
