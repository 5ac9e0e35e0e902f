import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')
const files = ['app', 'components', 'db', 'lib', 'scripts', 'test']
  .flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(path => join(folder, path)),
  )
  .filter(path => /\.test\.tsx?$/.test(path))
const putsInPlace = (path: string): boolean =>
  /\bvi\.(doMock|mock)\(/.test(readFileSync(join(root, path), 'utf8'))
const named = (paths: string[]): string[] => paths.map(path => path.split(sep).join('/'))

const shared = {
  resolve: {
    alias: { '@': root },
    // `server-only` is empty under this condition, and an error without
    conditions: ['react-server', 'node'],
  },
  ssr: { resolve: { conditions: ['react-server', 'node'] } },
}
const settings = {
  pool: 'forks' as const,
  execArgv: ['--conditions=react-server'],
  setupFiles: 'test/setup.ts',
  // nobody's own zone, and not a whole hour from UTC: code that forgets the zone is found out
  env: { TZ: 'Asia/Kathmandu', OUTPOST_FILES: join(tmpdir(), 'outpost-test-files') },
  testTimeout: 20_000,
  hookTimeout: 60_000,
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    globalSetup: 'test/global-setup.ts',
    projects: [
      {
        ...shared,
        test: { ...settings, name: 'alone', include: named(files.filter(putsInPlace)) },
      },
      {
        // A worker loads the modules once for all its files; for each anew it would take a third of the time. A file that puts
        // something in the place of a module is left out: the others would get it as well.
        ...shared,
        test: {
          ...settings,
          name: 'together',
          isolate: false,
          include: named(files.filter(path => !putsInPlace(path))),
        },
      },
    ],
  },
})
