import type { MetadataRoute } from 'next'
import { messages } from '@/lib/messages'

/** What a phone needs to put Outpost on its home screen; on an iPhone only such an app gets push messages. Read without cookies: one language. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: `${messages['zh-CN'].shell.product} Outpost`,
    short_name: messages['zh-CN'].shell.product,
    lang: 'zh-CN',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#f9fafc',
    theme_color: '#265496',
    icons: [
      { src: '/icon.svg', type: 'image/svg+xml', sizes: 'any' },
      { src: '/icon-192.png', type: 'image/png', sizes: '192x192' },
      { src: '/icon-512.png', type: 'image/png', sizes: '512x512' },
      { src: '/icon-maskable-512.png', type: 'image/png', sizes: '512x512', purpose: 'maskable' },
    ],
  }
}
