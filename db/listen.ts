import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { loginAddress } from './client'
import type { Login } from './policies/kit'

const shortestPause = 20
const longestPause = 5000

/**
 * Listens on a channel with a connection of its own until stopped, and connects again when it is lost. `heard` is called for every
 * notification and after every connection: what was said in between is not told again, so whoever listens has to look for themselves.
 */
export function listen(login: Login, channel: string, heard: () => void): { stop(): Promise<void> } {
  let stopping = false
  let current: Client | undefined
  const running = (async () => {
    let pause = shortestPause
    while (!stopping) {
      const client = new Client({ ...loginAddress(login), keepAlive: true, connectionTimeoutMillis: 5000 })
      current = client
      const lost = new Promise<void>(resolve => {
        client.on('error', () => resolve())
        client.on('end', () => resolve())
      })
      client.on('notification', heard)
      try {
        await client.connect()
        await client.query(`listen ${client.escapeIdentifier(channel)}`)
        pause = shortestPause
        heard()
        await lost
      } catch {
        // the server is away or shuts down: there will be another try
      }
      await client.end().catch(() => undefined)
      if (!stopping) await sleep(pause * (0.5 + Math.random()), undefined, { ref: false })
      pause = Math.min(pause * 2, longestPause)
    }
  })()
  return {
    async stop() {
      stopping = true
      await current?.end().catch(() => undefined)
      await running
    },
  }
}
