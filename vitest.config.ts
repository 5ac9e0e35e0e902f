import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') },
    // `server-only` is empty under this condition, and an error without
    conditions: ['react-server', 'node'],
  },
  ssr: { resolve: { conditions: ['react-server', 'node'] } },
  test: {
    include: ['{app,components,db,lib,scripts,test}/**/*.test.{ts,tsx}', '*.test.ts'],
    pool: 'forks',
    execArgv: ['--conditions=react-server'],
    maxWorkers: 2,
    globalSetup: 'test/global-setup.ts',
    setupFiles: 'test/setup.ts',
    // nobody's own zone, and not a whole hour from UTC: code that forgets the zone is found out
    env: { TZ: 'Asia/Kathmandu', OUTPOST_FILES: join(tmpdir(), 'outpost-test-files') },
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
