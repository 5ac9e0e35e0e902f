import { randomBytes } from 'node:crypto'
import { closePools, enterService } from '../db/client'
import { env, setDatabase } from '../env'
import { addMasterKey, masterKeys, masterKeysAgain } from '../lib/master-keys'
import { countOldKeys, rewrapKeys } from '../lib/vault'
import { joinDatabase } from './database'
import { complain, say } from './progress'

const batch = 500

// `npm run rotate-keys`: a new master key, and every person's key wrapped with it. May be stopped and run again.
try {
  setDatabase(joinDatabase(), env.secret)
  await rotate()
} catch (error) {
  complain(error)
  process.exitCode = 1
} finally {
  await closePools()
}

async function rotate(): Promise<void> {
  const left = await enterService('job', countOldKeys)
  if (left > 0) say(`${left} people's keys are still wrapped with an older master key: going on with these.`)
  else if (!addKey()) return
  const total = await enterService('job', countOldKeys)
  let done = 0
  for (;;) {
    const wrapped = await enterService('job', tx => rewrapKeys(tx, batch))
    if (wrapped === 0) break
    done += wrapped
    say(`  ${done} of ${total}`)
  }
  const [newest, ...older] = masterKeys().master
  say(`${done} people's keys are wrapped with master key ${newest?.id}.`)
  if (older.length > 0)
    say(
      `No file in this database needs ${older.map(key => key.id).join(', ')} any more; keep older keys for as long as you keep backups from before.`,
    )
}

/** Puts a new key first where the keys are in a file; where they are in the environment, that is the operator's to do. */
function addKey(): boolean {
  const place = env.masterKeys
  const id = nextId()
  if ('file' in place) {
    addMasterKey(place.file, id, randomBytes(32))
    masterKeysAgain()
    say(`Master key ${id} is first in ${place.file}.`)
    return true
  }
  say(`Nothing to wrap again: the first key of OUTPOST_MASTER_KEYS wraps all.
To rotate, put ${id}:<32 random bytes in base64url> before its other entries, restart every process, and run this again.`)
  return false
}

function nextId(): string {
  const taken = masterKeys().master.map(({ id }) => Number.parseInt(id, 10) || 0)
  return String(Math.max(0, ...taken) + 1)
}
