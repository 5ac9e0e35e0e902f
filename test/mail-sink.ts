import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail as it arrived: what a reader sees, and every header line as it was sent. */
export type Received = {
  to: string[]
  headers: Map<string, string>
  subject: string
  text: string
  html: string
  raw: string
}

export type MailSink = {
  url: string
  mails: Received[]
  /** What the next recipients are answered with, e.g. 450 or 550; undefined takes them. */
  refuse: { recipient?: (address: string) => number | undefined; content?: () => number | undefined }
  /** Connections that were ever opened. */
  connections: number
  close(): Promise<void>
}

/** A real mail server on a port of its own that keeps what it gets. */
export async function startMailSink(port = 0): Promise<MailSink> {
  const sink: MailSink = { url: '', mails: [], refuse: {}, connections: 0, close: async () => undefined }
  const refusal = (code: number): Error =>
    Object.assign(new Error(`no mail for somebody@example.com`), { responseCode: code })
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onConnect(_session, done) {
      sink.connections++
      done()
    },
    onRcptTo({ address }, _session, done) {
      const code = sink.refuse.recipient?.(address)
      done(code ? refusal(code) : undefined)
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => {
        const code = sink.refuse.content?.()
        if (code) return done(refusal(code))
        const to = session.envelope.rcptTo.map(one => one.address)
        sink.mails.push(readMail(Buffer.concat(pieces).toString('utf8'), to))
        done()
      })
    },
  })
  // A client that is killed leaves a broken connection.
  server.on('error', () => undefined)
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  sink.url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  sink.close = () => new Promise(resolve => server.close(() => resolve()))
  return sink
}

function readMail(raw: string, to: string[]): Received {
  const { headers, body } = partOf(raw)
  const boundary = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '')?.[1]
  const parts = boundary
    ? body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map(part => partOf(part.replace(/^\r?\n/, '')))
    : [{ headers, body }]
  const contentOf = (type: string): string => {
    const part = parts.find(one => one.headers.get('content-type')?.startsWith(type))
    const text = part ? decoded(part.body, part.headers.get('content-transfer-encoding')) : ''
    return text.replaceAll('\r\n', '\n')
  }
  const subject = decodedWords(headers.get('subject') ?? '')
  return { to, headers, subject, text: contentOf('text/plain'), html: contentOf('text/html'), raw }
}

function partOf(raw: string): { headers: Map<string, string>; body: string } {
  const end = /\r?\n\r?\n/.exec(raw)
  const head = raw.slice(0, end?.index ?? raw.length).replace(/\r?\n[ \t]+/g, ' ')
  const lines = head.split(/\r?\n/).map(line => {
    const at = line.indexOf(':')
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] as const
  })
  return { headers: new Map(lines), body: end ? raw.slice(end.index + end[0].length) : '' }
}

function decoded(body: string, encoding = '7bit'): string {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8')
    case 'quoted-printable':
      return unquoted(body.replace(/=\r?\n/g, ''))
    default:
      return body
  }
}

/** RFC 2047: `=?UTF-8?B?…?=`, several of them with blanks between that count for nothing. */
function decodedWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_word, kind: string, content: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(content, 'base64').toString('utf8')
        : unquoted(content.replaceAll('_', ' ')),
    )
}

function unquoted(text: string): string {
  const bytes = text.replace(/=([0-9a-f]{2})/gi, (_mark, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
