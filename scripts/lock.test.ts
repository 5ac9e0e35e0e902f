import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type Lock, missingEntries } from './lock'

it('installs on every platform: the lock file leaves no program out (else run `npm run lock`)', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock
  expect(Object.keys(missingEntries(lock))).toEqual([])
})

it('tells a program’s platform from its name', () => {
  const lock = {
    packages: {
      'node_modules/tool': { dev: true, optionalDependencies: { '@tool/linux-x64-musl': '1.2.3' } },
      'node_modules/tool/node_modules/other': { optionalDependencies: { '@other/darwin-arm64': '2.0.0' } },
      'node_modules/@other/darwin-arm64': { version: '2.0.0' },
    },
  }
  expect(missingEntries(lock)).toEqual({
    'node_modules/@tool/linux-x64-musl': {
      version: '1.2.3',
      dev: true,
      optional: true,
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
    },
  })
})
