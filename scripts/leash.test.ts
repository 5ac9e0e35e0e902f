import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { isAlive, known } from './processes'

const idle = 'setInterval(() => undefined, 1000); console.log(process.pid)'
const parentOf = (leash: string): string =>
  `const { spawn } = require('node:child_process')
   spawn(process.execPath, [${leash}'--eval', ${JSON.stringify(idle)}], { detached: true, stdio: 'inherit' })
   setInterval(() => undefined, 1000)`

/** Starts a parent with a child of a session of its own, kills the parent and says whether the child is still there. */
async function outlives(leash: string): Promise<boolean> {
  const parent = spawn(process.execPath, ['--eval', parentOf(leash)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [words] = (await once(parent.stdout, 'data')) as [Buffer]
  const child = known(Number(words.toString()))
  expect(isAlive(child)).toBe(true)
  parent.kill('SIGKILL')
  const until = Date.now() + 5000
  while (isAlive(child) && Date.now() < until && leash) await sleep(50)
  const isLeft = isAlive(child)
  if (isLeft) process.kill(child.pid, 'SIGKILL')
  return isLeft
}

it('ends a program whose parent was killed', async () => {
  expect(await outlives(`'--import', './scripts/leash.mjs', `)).toBe(false)
})

it('is what ends it', async () => {
  expect(await outlives('')).toBe(true)
})
