import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { AwsClient } from 'aws4fetch'
import { env, type S3Settings } from '@/env'

/** Where files are kept that are too large for the database. It knows nothing of what is in them: they come sealed. */
export type Storage = {
  put(name: string, content: Buffer): Promise<void>
  /** Undefined when there is no such file. */
  get(name: string): Promise<Readable | undefined>
  /** Also when it is gone already. */
  remove(name: string): Promise<void>
  /** Names of what was put before a moment. */
  list(before: Date): AsyncIterable<string>
}

/** A name that nobody chose and that tells nothing. */
export const newName = (): string => randomBytes(16).toString('hex')

let kept: { of: string; storage: Storage } | undefined

/** The operator's: a bucket where one is set, else the disk. */
export function storage(): Storage {
  const { s3, filesFolder } = env
  const of = JSON.stringify(s3 ?? filesFolder)
  if (kept?.of !== of) kept = { of, storage: s3 ? bucketStorage(s3) : diskStorage(filesFolder) }
  return kept.storage
}

/** What a stream holds, up to a size that the caller knows. */
export async function contentOf(stream: Readable, most: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length
    if (size > most) throw new Error('A stored file is larger than it was')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** A file appears under its name only when all of it is on the disk; a part that a crash left behind is listed like an old file. */
export function diskStorage(folder: string): Storage {
  const pathOf = (name: string) => join(folder, known(name).slice(0, 2), name)
  return {
    async put(name, content) {
      const path = pathOf(name)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const part = await open(`${path}.part`, 'wx', 0o600)
      try {
        await part.writeFile(content)
        await part.sync()
      } finally {
        await part.close()
      }
      await rename(`${path}.part`, path)
      await syncFolder(dirname(path))
    },
    get: name => opened(pathOf(name)),
    remove: name => rm(pathOf(name), { force: true }),
    async *list(before) {
      for (const part of await namesIn(folder)) {
        for (const name of await namesIn(join(folder, part))) {
          if (!isName(name) || !name.startsWith(part)) continue
          const found = await stat(join(folder, part, name)).catch(() => undefined)
          if (found && found.mtime < before) yield name
        }
      }
    },
  }
}

const isName = (name: string): boolean => /^[0-9a-f]{32}(\.part)?$/.test(name)

/** Nothing that leads elsewhere ever becomes a path. */
function known(name: string): string {
  if (!isName(name)) throw new Error('Not a name of a stored file')
  return name
}

/** The new name itself is on the disk too. Windows has no such thing. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function opened(path: string): Promise<Readable | undefined> {
  const stream = createReadStream(path)
  try {
    await new Promise((done, fail) => stream.once('open', done).once('error', fail))
    return stream
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')

/** Somebody waits for the answer, with a transaction open. */
const bucketSeconds = 10

/** A bucket by its path, signed as AWS has it (version 4), the content's hash among what is signed. */
export function bucketStorage({ endpoint, bucket, region, key, secret }: S3Settings): Storage {
  const client = new AwsClient({
    accessKeyId: key,
    secretAccessKey: secret,
    region,
    service: 's3',
    retries: 2,
  })
  const base = `${endpoint}/${bucket}`
  const ask = async (method: string, address: string, content?: Buffer): Promise<Response> => {
    const response = await client.fetch(address, {
      method,
      headers: {
        'x-amz-content-sha256': createHash('sha256')
          .update(content ?? '')
          .digest('hex'),
      },
      signal: AbortSignal.timeout(bucketSeconds * 1000),
      ...(content && { body: new Uint8Array(content) }),
    })
    if (response.ok || response.status === 404) return response
    throw new Error(`The bucket answered ${response.status} to ${method}`)
  }
  return {
    async put(name, content) {
      const { ok } = await ask('PUT', `${base}/${known(name)}`, content)
      if (!ok) throw new Error('There is no such bucket')
    },
    async get(name) {
      const { ok, body } = await ask('GET', `${base}/${known(name)}`)
      if (ok && body) return Readable.from(partsOf(body))
      await body?.cancel()
      return undefined
    },
    async remove(name) {
      const { body } = await ask('DELETE', `${base}/${known(name)}`)
      await body?.cancel()
    },
    async *list(before) {
      for (let next: string | undefined = ''; next !== undefined; ) {
        const from = next && `&continuation-token=${encodeURIComponent(next)}`
        const text = await (await ask('GET', `${base}?list-type=2${from}`)).text()
        for (const [, entry = ''] of text.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
          const name = between(entry, 'Key') ?? ''
          if (isName(name) && new Date(between(entry, 'LastModified') ?? '') < before) yield name
        }
        next = between(text, 'NextContinuationToken')
      }
    },
  }
}

async function* partsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Buffer> {
  const reader = body.getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield Buffer.from(part.value)
  } finally {
    reader.releaseLock()
  }
}

/** The text of an element; what a bucket says of names and moments has nothing nested in it. */
const between = (xml: string, element: string): string | undefined =>
  new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1]
