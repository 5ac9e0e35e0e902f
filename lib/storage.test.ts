import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ObjectStore, startObjectStore } from '@/test/object-store'
import { bucketStorage, contentOf, diskStorage, newName, type Storage } from './storage'

let folder: string
let store: ObjectStore
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpost-storage-'))
  store = await startObjectStore()
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await store.close()
})

const drivers: [name: string, make: () => Storage][] = [
  ['the disk', () => diskStorage(folder)],
  ['a bucket', () => bucketStorage(store.settings)],
]
const listed = async (storage: Storage, before: Date): Promise<string[]> => {
  const names: string[] = []
  for await (const name of storage.list(before)) names.push(name)
  return names.sort()
}
const soon = () => new Date(Date.now() + 60_000)

describe.each(drivers)('%s', (_name, make) => {
  it('gives back what was put, until it is removed', async () => {
    const [storage, name, content] = [make(), newName(), randomBytes(200_000)]
    await storage.put(name, content)
    const stream = await storage.get(name)
    expect(stream && (await contentOf(stream, content.length)).equals(content)).toBe(true)
    await storage.remove(name)
    expect(await storage.get(name)).toBeUndefined()
    await storage.remove(name)
  })

  it('lists what is old, page after page', async () => {
    const storage = make()
    const names = Array.from({ length: 5 }, newName).sort()
    for (const name of names) await storage.put(name, Buffer.from('x'))
    expect(await listed(storage, soon())).toEqual(names)
    expect(await listed(storage, new Date(Date.now() - 60_000))).toEqual([])
    for (const name of names) await storage.remove(name)
  })

  it('takes no name that leads elsewhere', async () => {
    const storage = make()
    for (const name of ['../../etc/passwd', '/etc/passwd', 'a', `${newName()}/..`, ''])
      await expect(async () => storage.put(name, Buffer.from('x'))).rejects.toThrow('Not a name')
  })

  it('gives no more than the caller knows of', async () => {
    const [storage, name] = [make(), newName()]
    await storage.put(name, randomBytes(5_000))
    const stream = await storage.get(name)
    await expect(stream && contentOf(stream, 4_999)).rejects.toThrow('larger')
    await storage.remove(name)
  })
})

it('a part that a crash left on the disk is listed, so that it goes', async () => {
  const [storage, name] = [diskStorage(folder), newName()]
  await storage.put(name, Buffer.from('x'))
  const part = join(folder, name.slice(0, 2), `${name}.part`)
  await writeFile(part, 'half')
  await utimes(part, 0, 0)
  expect(await listed(storage, new Date(Date.now() - 60_000))).toEqual([`${name}.part`])
  await storage.remove(`${name}.part`)
  expect(await readdir(join(folder, name.slice(0, 2)))).toEqual([name])
  await storage.remove(name)
})

it('a bucket refuses who has not its secret', async () => {
  const storage = bucketStorage({ ...store.settings, secret: 'another' })
  await expect(storage.put(newName(), Buffer.from('x'))).rejects.toThrow('403')
  expect(store.objects.size).toBe(0)
})
