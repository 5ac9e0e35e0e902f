import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { diskStorage, newName, storage } from '../storage'
import {
  addDocument,
  openDocument,
  removeDocument,
  replaceDocument,
  returnDocument,
  sendDocument,
  verifyDocument,
} from './commands'
import { removeOrphans } from './jobs'
import { listDocuments, type Scan } from './queries'
import type { ScanKind } from './rules'

let w: World
let picture: Buffer
beforeAll(async () => {
  w = await world()
  picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#f5f1e8' } })
    .withExifMerge({ IFD3: { GPSLatitude: '31/1 11/1 0/1' } })
    .jpeg()
    .toBuffer()
})
beforeEach(() =>
  w.sql('delete from file_asks; delete from document_versions; delete from documents; delete from reveals'),
)
afterAll(async () => {
  await w.close()
  await closePools()
})

const photo = (content: Buffer | string = picture) =>
  new File([typeof content === 'string' ? content : new Uint8Array(content)], 'photo.jpg', {
    type: 'image/jpeg',
  })
const facts = (kind: ScanKind, over = {}) => ({
  kind,
  title: '',
  expiresOn: undefined,
  file: photo(),
  ...over,
})
const number = () => w.employees.wangmuyang.number
const add = (kind: ScanKind, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) => addDocument(tx, actor, { number: number(), ...facts(kind) }))
const send = (kind: ScanKind, login: Login = 'wangmuyang') =>
  w.as(login, 'me', (tx, actor) => sendDocument(tx, actor, facts(kind)))
const scans = (login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, tx => listDocuments(tx, { number: number() }))
const only = async (): Promise<Scan> => {
  const [scan] = await scans()
  if (!scan) throw new Error('no document')
  return scan
}
const seen = async () => {
  const { id, revision } = await only()
  return { documentId: id, revision }
}
const versionId = async () => (await only()).versions[0]?.id ?? ''
const open = async (login: Login, seat: SeatName, why?: Parameters<typeof openDocument>[4]) => {
  const id = await versionId()
  return w.as(login, seat, (tx, actor) => openDocument(tx, actor, { number: number() }, id, why))
}
const trail = () =>
  w.sql<{ action: string; details: object }>(
    `select action, details from trail where action like 'document.%' order by id desc limit 1`,
  )

describe('a document', () => {
  it('that HR adds is verified, kept as a clean picture, and opens again', async () => {
    await add('certificate')
    expect(await only()).toMatchObject({
      kind: 'certificate',
      class: 'work',
      state: 'verified',
      decidedByName: '周岚',
    })
    const { content } = await open('zhoulan', 'hq')
    const { format, exif } = await sharp(content).metadata()
    expect({ format, exif }).toEqual({ format: 'jpeg', exif: undefined })
    expect(await trail()).toMatchObject([{ action: 'document.added', details: { kind: 'certificate' } }])
  })

  it('is sealed where it lies, and opens nowhere else', async () => {
    await add('certificate')
    const [row] = await w.sql<{ storage_key: string; size: number }>(
      'select storage_key, size from document_versions',
    )
    const path = join(
      tmpdir(),
      'outpost-test-files',
      row?.storage_key.slice(0, 2) ?? '',
      row?.storage_key ?? '',
    )
    const sealed = await readFile(path)
    expect(sealed.includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false)
    await add('diploma')
    const [newest, older] = await scans()
    await w.sql(
      `update document_versions set storage_key = case document_id when $1 then $3 else storage_key end where document_id in ($1, $2)`
        .replaceAll('$3', `'${newName()}'`)
        .replaceAll('$1', `'${older?.id}'`)
        .replaceAll('$2', `'${newest?.id}'`),
    )
    // the ciphertext of the one under the name of the other
    const [moved] = await w.sql<{ storage_key: string; id: string }>(
      `select storage_key, id from document_versions where document_id = '${older?.id}'`,
    )
    const [other] = await w.sql<{ storage_key: string }>(
      `select storage_key from document_versions where document_id = '${newest?.id}'`,
    )
    const folder = diskStorage(join(tmpdir(), 'outpost-test-files'))
    const stream = await folder.get(other?.storage_key ?? '')
    await folder.put(moved?.storage_key ?? '', Buffer.concat((await stream?.toArray()) ?? []))
    await expect(
      w.as('zhoulan', 'hq', (tx, actor) => openDocument(tx, actor, { number: number() }, moved?.id ?? '')),
    ).rejects.toThrow('does not open')
  })

  it('that its person sends waits for HR, who verifies or returns it', async () => {
    await send('certificate')
    expect(await only()).toMatchObject({ state: 'unverified', decidedAt: null })
    const input = { ...(await seen()), reason: '边角没拍全' }
    await w.as('zhoulan', 'hq', (tx, actor) => returnDocument(tx, actor, input))
    expect(await only()).toMatchObject({ state: 'returned', stateReason: '边角没拍全' })
    expect(
      await refusalOf(w.as('zhoulan', 'hq', async (tx, actor) => verifyDocument(tx, actor, await seen()))),
    ).toBe('documents.changed')
    const again = { ...(await seen()), expiresOn: '2027-05-01', file: photo() }
    await w.as('wangmuyang', 'me', (tx, actor) => replaceDocument(tx, actor, again))
    expect(await only()).toMatchObject({ state: 'unverified', stateReason: '', expiresOn: '2027-05-01' })
    const last = await seen()
    await w.as('xutinglan', 'hq', (tx, actor) => verifyDocument(tx, actor, last))
    expect(await only()).toMatchObject({ state: 'verified', decidedByName: '许听澜' })
    const told = await w.sql<{ kind: string }>(
      `select kind from notifications where user_id = $1 and kind like 'document%' order by id`,
      [w.users.wangmuyang],
    )
    expect(told.map(row => row.kind)).toEqual(['documentReturned', 'documentVerified'])
  })

  it('keeps its versions, and takes no change by whoever saw an older one', async () => {
    await add('certificate')
    const first = await seen()
    const replace = () =>
      w.as('zhoulan', 'hq', (tx, actor) =>
        replaceDocument(tx, actor, { ...first, expiresOn: undefined, file: photo() }),
      )
    await replace()
    expect(await refusalOf(replace())).toBe('documents.changed')
    expect((await only()).versions.map(version => version.number)).toEqual([2, 1])
  })

  it('that was removed is gone for everybody', async () => {
    await add('certificate')
    const id = await versionId()
    const input = { ...(await seen()), reason: '传错了人' }
    await w.as('zhoulan', 'hq', (tx, actor) => removeDocument(tx, actor, input))
    expect(await scans()).toEqual([])
    for (const [login, seat] of [
      ['zhoulan', 'hq'],
      ['wangmuyang', 'me'],
    ] as const)
      expect(
        await refusalOf(w.as(login, seat, (tx, actor) => openDocument(tx, actor, { number: number() }, id))),
      ).toBe('input.notFound')
  })

  it('is refused by what is in it', async () => {
    const sent = w.as('wangmuyang', 'me', (tx, actor) =>
      sendDocument(tx, actor, facts('certificate', { file: photo('<svg onload="alert(1)"/>') })),
    )
    expect(await refusalOf(sent)).toBe('documents.kind')
    expect(await scans()).toEqual([])
  })

  it('is unreadable once the key of its person is destroyed, and its proofs stay', async () => {
    await add('certificate')
    await w.sql(`update file_keys set wrapped = null, destroyed_at = now() where employee_id = $1`, [
      w.employees.wangmuyang.id,
    ])
    expect(await refusalOf(open('zhoulan', 'hq'))).toBe('input.notFound')
    expect(await w.sql('select octet_length(sha256) as n from document_versions')).toEqual([{ n: 32 }])
    await w.sql('delete from file_keys')
  })
})

describe('an identity document', () => {
  it('is opened by HR for a purpose alone, which is written down', async () => {
    await add('id_card_front')
    expect(await refusalOf(open('zhoulan', 'hq'))).toBe('input.notFound')
    expect(await w.sql('select from reveals')).toEqual([])
    await open('zhoulan', 'hq', { purpose: 'verification', note: '' })
    expect(await w.sql('select what, purpose, user_name from reveals')).toEqual([
      { what: 'document', purpose: 'verification', user_name: '周岚' },
    ])
    expect(await trail()).toMatchObject([{ action: 'document.opened' }])
  })

  it('is opened by its person without a word', async () => {
    await add('id_card_front')
    expect((await open('wangmuyang', 'me')).contentType).toBe('image/jpeg')
    expect(await w.sql('select from reveals')).toEqual([])
  })

  it('is not there for a head, who reads what is of work', async () => {
    await w.sql(`update employees set home_unit_id = $1 where id = $2`, [
      w.units.catering,
      w.employees.wangmuyang.id,
    ])
    await add('id_card_front')
    expect(await scans('hejun')).toEqual([])
    expect(await refusalOf(open('hejun', 'hq', { purpose: 'request', note: '' }))).toBe('input.notFound')
    await add('diploma')
    expect((await scans('hejun')).map(scan => scan.kind)).toEqual(['diploma'])
    expect((await open('hejun', 'hq')).class).toBe('work')
  })
})

describe('nobody else', () => {
  it.each([
    ['sunli', 'hq'],
    ['shaoning', 'hq'],
    ['gaoyuan', 'hq'],
    ['yezhen', 'hq'],
    ['zhaomingyuan', 'store/tianyao'],
    ['qinchuan', 'store/east'],
  ] as const)('reads a document: %s in %s', async (login, seat) => {
    await add('diploma')
    await expect(scans(login, seat)).rejects.toMatchObject({ cause: { code: '42501' } })
    expect(await refusalOf(open(login, seat))).toBe('input.notFound')
  })

  it.each([
    ['sunli', 'hq'],
    ['hejun', 'hq'],
    ['zhaomingyuan', 'store/tianyao'],
    ['wangmuyang', 'me'],
  ] as const)('adds, verifies or removes: %s in %s', async (login, seat) => {
    await send('diploma')
    const input = { ...(await seen()), reason: 'x' }
    expect(await refusalOf(add('diploma', login, seat))).toBe('input.refused')
    for (const command of [verifyDocument, returnDocument, removeDocument])
      expect(await refusalOf(w.as(login, seat, (tx, actor) => command(tx, actor, input)))).toBe(
        'input.refused',
      )
  })

  it('sees or changes those of a colleague', async () => {
    await send('diploma')
    expect(await scans('liwanqing', 'me')).toEqual([])
    const input = { ...(await seen()), expiresOn: undefined, file: photo() }
    expect(await refusalOf(w.as('liwanqing', 'me', (tx, actor) => replaceDocument(tx, actor, input)))).toBe(
      'input.notFound',
    )
  })

  it('verifies their own: neither by the command nor past it', async () => {
    await send('diploma')
    await expect(
      w.as('wangmuyang', 'me', tx =>
        tx.execute(`update documents set state = 'verified', decided_by_name = 'x', decided_at = now()`),
      ),
    ).rejects.toMatchObject({ cause: { message: 'document_part_not_theirs' } })
  })
})

describe('what a broken transaction put away', () => {
  it('leaves no row, and its file goes by night; the others stay', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'outpost-orphans-'))
    const files = diskStorage(folder)
    await add('certificate')
    const [row] = await w.sql<{ storage_key: string }>('select storage_key from document_versions')
    const before = await readdir(join(tmpdir(), 'outpost-test-files'), { recursive: true })
    await expect(
      w.as('zhoulan', 'hq', async (tx, actor) => {
        await addDocument(tx, actor, { number: number(), ...facts('diploma') })
        throw new Error('broken off')
      }),
    ).rejects.toThrow('broken off')
    expect(await scans()).toHaveLength(1)
    const after = await readdir(join(tmpdir(), 'outpost-test-files'), { recursive: true })
    const orphan = after.filter(name => !before.includes(name)).find(name => name.length > 30) ?? ''
    for (const name of [row?.storage_key ?? '', orphan.slice(3)]) await files.put(name, Buffer.from('x'))
    await writeFile(join(folder, 'strange'), 'x')
    expect(await removeOrphans(files, new Date(Date.now() + 60_000))).toBe(1)
    expect(await files.get(orphan.slice(3))).toBeUndefined()
    const stays = await files.get(row?.storage_key ?? '')
    stays?.destroy()
    expect(stays).toBeDefined()
    await rm(folder, { recursive: true })
    await storage().remove(orphan.slice(3))
  })
})
