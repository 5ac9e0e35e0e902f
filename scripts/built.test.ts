import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { currentBuild, keepBuild, takeBuild } from './built'

const at = mkdtempSync(join(tmpdir(), 'outpost-'))
const [first, second, third] = ['1', '2', '3'].map(digit => digit.repeat(16)) as [string, string, string]

/** What `next build` leaves in the workshop. */
function make(text: string): void {
  for (const part of ['static', 'cache', 'types']) mkdirSync(join(at, 'new', part), { recursive: true })
  writeFileSync(join(at, 'new', 'static', 'chunk.js'), text)
  writeFileSync(join(at, 'new', 'BUILD_ID'), text)
}

const server = spawn(process.execPath, ['--eval', 'setInterval(() => undefined, 1000)'])
beforeAll(() => {
  make('one')
  keepBuild(first, at)
})
afterAll(() => {
  server.kill('SIGKILL')
  rmSync(at, { recursive: true, force: true })
})

describe('builds', () => {
  it('are there for a server that starts', () => {
    expect(currentBuild(at)).toBe(join(at, first))
    expect(readFileSync(join(at, first, 'static', 'chunk.js'), 'utf8')).toBe('one')
  })

  it('leave the next build what it goes on with', () => {
    expect(existsSync(join(at, 'new', 'cache'))).toBe(true)
    expect(existsSync(join(at, 'new', 'BUILD_ID'))).toBe(false)
  })

  it('stay while a server serves them, although another is made', () => {
    writeFileSync(join(at, first, `served-by-${server.pid}`), '')
    make('two')
    keepBuild(second, at)
    expect(currentBuild(at)).toBe(join(at, second))
    expect(readFileSync(join(at, first, 'static', 'chunk.js'), 'utf8')).toBe('one')
  })

  it('are taken again when the sources are what they were', () => {
    expect(takeBuild(first, at)).toBe(true)
    expect(currentBuild(at)).toBe(join(at, first))
    expect(takeBuild(third, at)).toBe(false)
    expect(currentBuild(at)).toBe(join(at, first))
  })

  it('go once nobody serves them', async () => {
    const gone = new Promise(done => server.once('exit', done))
    server.kill('SIGKILL')
    await gone
    make('three')
    keepBuild(third, at)
    expect(existsSync(join(at, first))).toBe(false)
    expect(existsSync(join(at, second))).toBe(false)
    expect(currentBuild(at)).toBe(join(at, third))
  })
})
