import { spawnSync } from 'node:child_process'
import { afterEach, expect, it } from 'vitest'
import { changeSettings, childEnvironment, env } from '../env'
import { serverSettings } from './serve'
import { checkSettings } from './settings'

const changed = { SMTP_URL: undefined, MAIL_FROM: undefined, VAPID_PUBLIC_KEY: undefined }
afterEach(() => changeSettings({ ...changed, OUTPOST_S3_BUCKET: undefined }))

it('passes settings that fit together', () => {
  changeSettings({ SMTP_URL: 'smtp://localhost', MAIL_FROM: 'Outpost <hr@example.com>' })
  expect(checkSettings).not.toThrow()
})

it.each([
  ['SMTP_URL', 'smtp://localhost', 'MAIL_FROM is not set'],
  ['VAPID_PUBLIC_KEY', 'B'.repeat(87), 'belong together'],
  ['OUTPOST_S3_BUCKET', 'papers', 'belong together'],
])('refuses %s alone before anything starts, not with the first use', (name, value, words) => {
  changeSettings({ [name]: value })
  expect(checkSettings).toThrow(words)
})

it('tells the web server whether the demo company is there: with the embedded database, and not with one of the operator', () => {
  const before = env.databaseUrl
  const told = (url: string | undefined) => {
    changeSettings({ DATABASE_URL: url })
    return serverSettings('postgres://localhost/outpost').OUTPOST_DEMO
  }
  expect([told(undefined), told('postgres://localhost/theirs')]).toEqual(['1', '0'])
  changeSettings({ DATABASE_URL: before })
})

it('ends with one line and an error where nothing can be written', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', 'start'], {
    encoding: 'utf8',
    env: childEnvironment({ OUTPOST_DATA: 'package.json/data', PORT: '3499', DATABASE_URL: undefined }),
  })
  expect(stderr).toMatch(/^package\.json\/data cannot be written: .*\n$/)
  expect(status).toBe(1)
})
