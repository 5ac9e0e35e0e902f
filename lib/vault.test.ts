import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService, type Tx } from '@/db/client'
import { changeSettings, env } from '@/env'
import { refusalOf, type World, world } from '@/test/world'
import { addMasterKey, masterKeysAgain, parseMasterKeys } from './master-keys'
import { countOldKeys, destroyKey, finderOf, lostMasterKeys, rewrapKeys, sealFor, unsealFor } from './vault'

let w: World
let folder: string
const file = () => join(folder, 'master-keys')
const line = (id: string) => `${id}:${randomBytes(32).toString('base64url')}\n`

beforeAll(async () => {
  w = await world()
  folder = mkdtempSync(join(tmpdir(), 'keys-'))
  changeSettings({ OUTPOST_MASTER_KEYS_FILE: file() })
})
beforeEach(async () => {
  await w.sql('delete from file_keys')
  writeFileSync(file(), line('1') + line('finder'), { mode: 0o600 })
  masterKeysAgain()
})
afterAll(async () => {
  changeSettings({ OUTPOST_MASTER_KEYS_FILE: undefined })
  masterKeysAgain()
  rmSync(folder, { recursive: true })
  await w.close()
  await closePools()
})

const hr = <T>(work: (tx: Tx) => Promise<T>) => w.as('zhoulan', 'hq', work)
const job = <T>(work: (tx: Tx) => Promise<T>) => enterService('job', work)
const place = (id: string) => `identities:number:${id}` as const
const seal = (id: string, text: string) => hr(tx => sealFor(tx, id, place(id), text))
const open = (id: string, at: string, sealed: Buffer) => hr(tx => unsealFor(tx, id, place(at), sealed))

describe('what is sealed for a person', () => {
  it('opens, shows nothing, and looks different each time', async () => {
    const { id } = w.employees.guyan
    const sealed = await seal(id, '11010519491231002X')
    expect(sealed.toString('latin1')).not.toContain('11010519491231002X')
    expect(sealed).toHaveLength(1 + 12 + 16 + 18)
    expect(await open(id, id, sealed)).toBe('11010519491231002X')
    expect((await seal(id, '11010519491231002X')).equals(sealed)).toBe(false)
  })

  it('does not open in another row, for another person, in another version, cut off, or with any byte changed', async () => {
    const [one, other] = [w.employees.guyan.id, w.employees.wangmuyang.id]
    const sealed = await seal(one, 'x')
    await seal(other, 'y')
    expect(await open(one, other, sealed)).toBeUndefined()
    expect(await open(other, one, sealed)).toBeUndefined()
    expect(await open(one, one, sealed.subarray(0, 20))).toBeUndefined()
    const answers = await hr(tx =>
      Promise.all(
        [...sealed.keys()].map(index => {
          const changed = Buffer.from(sealed)
          changed.writeUInt8(changed.readUInt8(index) ^ 1, index)
          return unsealFor(tx, one, place(one), changed)
        }),
      ),
    )
    expect(answers).toEqual(answers.map(() => undefined))
  })

  it('says which master key is lost, also where another has taken its name', async () => {
    await seal(w.employees.guyan.id, 'x')
    expect(await job(lostMasterKeys)).toEqual([])
    const kept = readFileSync(file(), 'utf8')
    for (const name of ['1', '2']) {
      writeFileSync(file(), line(name) + line('finder'))
      masterKeysAgain()
      expect(await job(lostMasterKeys)).toEqual(['1'])
    }
    writeFileSync(file(), line('2') + kept)
    masterKeysAgain()
    expect(await job(lostMasterKeys)).toEqual([])
  })

  it('is readable by nobody once the key is destroyed, and nothing can be added', async () => {
    const { id } = w.employees.guyan
    const sealed = await seal(id, 'x')
    expect(await open(id, id, sealed)).toBe('x')
    await job(tx => destroyKey(tx, id, new Date()))
    expect(await open(id, id, sealed)).toBeUndefined()
    expect(await refusalOf(seal(id, 'y'))).toBe('identities.destroyed')
  })

  it('is under one key, also when two begin at once', async () => {
    const { id } = w.employees.guyan
    const both = await Promise.all([seal(id, 'a'), seal(id, 'b')])
    expect(await Promise.all(both.map(sealed => open(id, id, sealed)))).toEqual(['a', 'b'])
  })

  it('does not open with a key that was put in from another person', async () => {
    const [one, other] = [w.employees.guyan.id, w.employees.wangmuyang.id]
    await seal(one, 'a')
    const sealed = await seal(other, 'b')
    await w.sql(
      `update file_keys set wrapped = (select wrapped from file_keys where employee_id = $2) where employee_id = $1`,
      [other, one],
    )
    await expect(open(other, other, sealed)).rejects.toThrow('does not open')
  })
})

describe('a new master key', () => {
  it('wraps every person again in batches, and the old one is needed no more', async () => {
    const ids = Object.values(w.employees).map(employee => employee.id)
    const sealed = new Map<string, Buffer>()
    for (const id of ids) sealed.set(id, await seal(id, id))
    const finder = finderOf('identities.number', 'x')
    addMasterKey(file(), '2', randomBytes(32))
    masterKeysAgain()
    expect(await job(countOldKeys)).toBe(ids.length)
    const steps: number[] = []
    do steps.push(await job(tx => rewrapKeys(tx, 3)))
    while (steps.at(-1))
    expect(steps).toEqual([3, 1, 0])
    // the old key goes, and with it what was opened by it
    const kept = readFileSync(file(), 'utf8').split('\n')
    writeFileSync(file(), kept.filter(entry => !entry.startsWith('1:')).join('\n'))
    masterKeysAgain()
    for (const id of ids) expect(await open(id, id, sealed.get(id) ?? Buffer.of())).toBe(id)
    expect(finderOf('identities.number', 'x').equals(finder)).toBe(true)
  })

  it('is found in the file by a process that read it before', async () => {
    const { id } = w.employees.guyan
    await seal(id, 'x')
    addMasterKey(file(), '2', randomBytes(32))
    await seal(w.employees.wangmuyang.id, 'y')
    const rows = await w.sql<{ by: string }>('select wrapped_by as by from file_keys order by 1')
    expect(rows.map(row => row.by)).toEqual(['1', '2'])
  })

  it('that is missing is named', async () => {
    const { id } = w.employees.guyan
    await seal(id, 'x')
    await w.sql(`update file_keys set wrapped_by = '7', wrapped = wrapped || '\\x00'`)
    await expect(open(id, id, Buffer.alloc(40))).rejects.toThrow('Master key 7 is missing')
  })
})

describe('the keys outside', () => {
  it('are made once, for the owner of the folder only', () => {
    changeSettings({ OUTPOST_MASTER_KEYS_FILE: undefined, OUTPOST_DATA: join(folder, 'data') })
    const made = env.masterKeys
    const path = 'file' in made ? made.file : ''
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const text = readFileSync(path, 'utf8')
    expect(parseMasterKeys(text, path).master).toHaveLength(1)
    expect(env.masterKeys).toEqual({ file: path })
    expect(readFileSync(path, 'utf8')).toBe(text)
    changeSettings({ OUTPOST_MASTER_KEYS_FILE: file(), OUTPOST_DATA: undefined })
  })

  it.each([
    ['no key', 'finder:'],
    ['no index key', '1:'],
    ['a short key', '1:abc'],
    ['two of one name', '1:'],
  ])('are refused with %s', (what, begin) => {
    const whole = begin.endsWith(':') ? line(begin.slice(0, -1)) : begin
    expect(() => parseMasterKeys(what === 'two of one name' ? whole + whole : whole, 'x')).toThrow(
      /^x (has|needs)/,
    )
  })

  it('may come with commas, and a finder differs by column', () => {
    expect(
      parseMasterKeys(`${line('2').trim()},${line('1').trim()}, ${line('finder')}`, 'x').master,
    ).toHaveLength(2)
    expect(finderOf('a', 'x')).toHaveLength(16)
    expect(finderOf('a', 'x').equals(finderOf('b', 'x'))).toBe(false)
  })
})
