import { join } from 'node:path'
import { derive, env } from '../env'

/** Arguments for node that serve the production build, or the sources as they are. */
export function webArguments(
  at: { port: number; host: string; proxies?: number },
  mode: 'start' | 'dev' = 'start',
): string[] {
  return [join('scripts', 'listen.mjs'), String(at.port), at.host, String(at.proxies ?? env.proxies), mode]
}

export const workerArguments: string[] = [
  '--conditions=react-server',
  '--import',
  'tsx',
  join('scripts', 'worker.ts'),
]

/** What web and worker need to know; the operator's own settings reach them as they are. */
export function serverSettings(database: string): Record<string, string> {
  return {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: database,
    OUTPOST_SECRET: env.secret,
    OUTPOST_DATA: env.dataFolder,
    OUTPOST_URL: env.publicUrl,
    OUTPOST_WORKER: env.worker,
    // they are told of a database in any case, and would take it for the operator's own
    OUTPOST_DEMO: env.demo ? '1' : '0',
    PORT: String(env.port),
    NEXTAUTH_URL: env.publicUrl,
    NEXTAUTH_SECRET: derive(env.secret, 'next-auth'),
    // the same on every machine and after every build, so that open pages outlive a deployment
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.from(
      derive(env.secret, 'server-actions'),
      'base64url',
    ).toString('base64'),
  }
}

/** Demo accounts have a known password, so then only this machine may connect, unless HOST says otherwise. */
export function listenHost(): string {
  return env.host ?? (env.demo ? '127.0.0.1' : '0.0.0.0')
}

/** An address at which this machine reaches what listens on `host`. */
export function localAddress(at: { port: number; host: string }): string {
  const host = ['0.0.0.0', '::', '127.0.0.1', 'localhost'].includes(at.host) ? '127.0.0.1' : at.host
  return `http://${host.includes(':') ? `[${host}]` : host}:${at.port}`
}
