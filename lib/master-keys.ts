import 'server-only'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { env, SetupProblem } from '@/env'

/** The keys that are kept outside the database: `master` in the file's order, of which the first wraps and all open. */
export type MasterKeys = { master: { id: string; key: Buffer }[]; finder: Buffer }

const finderName = 'finder'
let known: MasterKeys | undefined

export function masterKeys(): MasterKeys {
  known ??= readMasterKeys()
  return known
}

/** After a rotation the file holds a key that this process has not seen yet. */
export function masterKeysAgain(): MasterKeys {
  known = undefined
  return masterKeys()
}

function readMasterKeys(): MasterKeys {
  const given = env.masterKeys
  const [text, place] =
    'text' in given ? [given.text, 'OUTPOST_MASTER_KEYS'] : [readKeyFile(given.file), given.file]
  return parseMasterKeys(text, place)
}

function readKeyFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new SetupProblem(`${file} cannot be read (${code}): it holds the keys of all personnel files.`)
  }
}

/** Lines or commas of `id:32 bytes in base64url`; a line that begins with # is a note. */
export function parseMasterKeys(text: string, place: string): MasterKeys {
  const entries = text
    .split(/[\n,]/)
    .map(entry => entry.trim())
    .filter(entry => entry !== '' && !entry.startsWith('#'))
    .map(entry => {
      const [, id = '', written = ''] = /^([\w-]{1,40}):([\w-]{43})$/.exec(entry) ?? []
      if (!id)
        throw new SetupProblem(
          `${place} has an entry that is not \`id:32 bytes in base64url\` (43 characters).`,
        )
      return { id, key: Buffer.from(written, 'base64url') }
    })
  const master = entries.filter(({ id }) => id !== finderName)
  const finder = entries.find(({ id }) => id === finderName)
  if (new Set(entries.map(({ id }) => id)).size < entries.length)
    throw new SetupProblem(`${place} has two keys of one id.`)
  if (master.length === 0 || !finder)
    throw new SetupProblem(
      `${place} needs at least one master key, and the entry \`${finderName}:…\` that finds documents again and never changes.`,
    )
  return { master, finder: finder.key }
}

/** Puts a key first in the file, whole or not at all. */
export function addMasterKey(file: string, id: string, key: Buffer): void {
  const text = `${id}:${key.toString('base64url')}\n${readKeyFile(file)}`
  parseMasterKeys(text, file)
  const beside = `${file}.new`
  writeFileSync(beside, text, { mode: 0o600 })
  renameSync(beside, file)
}
