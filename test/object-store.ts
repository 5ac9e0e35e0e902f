import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { S3Settings } from '../env'

export type ObjectStore = {
  settings: S3Settings
  /** What is in the bucket, by name. */
  objects: Map<string, { content: Buffer; at: Date }>
  close(): Promise<void>
}

/** A service as S3 is, with one bucket: takes what is signed with the right secret (AWS signature 4), with the hash of what was sent. */
export async function startObjectStore(): Promise<ObjectStore> {
  const objects: ObjectStore['objects'] = new Map()
  const settings = {
    endpoint: '',
    bucket: 'files',
    region: 'cn-east-1',
    key: 'AKTEST',
    secret: 'of-the-test',
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const content = Buffer.concat(parts)
      const url = new URL(request.url ?? '', settings.endpoint)
      if (!isSigned(request, url, content, settings)) return response.writeHead(403).end()
      const [, bucket, name] = url.pathname.split('/')
      if (bucket !== settings.bucket) return response.writeHead(404).end()
      if (!name) return response.writeHead(200).end(listed(objects, url.searchParams))
      if (request.method === 'PUT') objects.set(name, { content, at: new Date() })
      const found = objects.get(name)
      if (request.method === 'DELETE') {
        objects.delete(name)
        return response.writeHead(204).end()
      }
      if (!found) return response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
      return response.writeHead(200).end(request.method === 'GET' ? found.content : undefined)
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  settings.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { settings, objects, close: () => new Promise(done => server.close(() => done())) }
}

/** Two names a page, so that more than one is asked for. */
function listed(objects: ObjectStore['objects'], asked: URLSearchParams): string {
  const names = [...objects.keys()].sort()
  const from = Number(asked.get('continuation-token') ?? 0)
  const entries = names
    .slice(from, from + 2)
    .map(
      name =>
        `<Contents><Key>${name}</Key><LastModified>${objects.get(name)?.at.toISOString()}</LastModified></Contents>`,
    )
  const next = from + 2 < names.length ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : ''
  return `<?xml version="1.0"?><ListBucketResult>${entries.join('')}${next}</ListBucketResult>`
}

const hash = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex')

function isSigned(request: IncomingMessage, url: URL, content: Buffer, settings: S3Settings): boolean {
  const found =
    /^AWS4-HMAC-SHA256 Credential=(\w+)\/(\d{8})\/([\w-]+)\/s3\/aws4_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    )
  const [, key, day = '', region, signedHeaders = '', signature] = found ?? []
  const said = request.headers['x-amz-content-sha256']
  const at = String(request.headers['x-amz-date'])
  if (key !== settings.key || region !== settings.region || said !== hash(content)) return false
  const names = signedHeaders.split(';')
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every(name => names.includes(name))) return false
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&')
  const headers = names.map(name => `${name}:${String(request.headers[name]).trim()}\n`).join('')
  const asked = [request.method, url.pathname, query, headers, signedHeaders, said].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const hmac = (by: Buffer | string, text: string) => createHmac('sha256', by).update(text).digest()
  const signing = ['s3', 'aws4_request'].reduce(
    hmac,
    hmac(hmac(`AWS4${settings.secret}`, day), settings.region),
  )
  return hmac(signing, ['AWS4-HMAC-SHA256', at, scope, hash(asked)].join('\n')).toString('hex') === signature
}
