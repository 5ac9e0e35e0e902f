import { type ClientRequest, request } from 'node:http'

export type Opening = {
  kind: 'open'
  port: number
  seats: { seat: string; cookie: string }[]
  atOnce: number
}
/** What came in since it was last asked for: notifications, and when, in milliseconds since 1970; and how many other events. */
export type Arrivals = {
  open: number
  failed: number
  others: number
  arrivals: [subjectId: string, at: number][]
}

// The other end of the streams: a process of its own on this machine, which reads and notes the time and does nothing else.
const streams = new Set<ClientRequest>()
let arrivals: Arrivals['arrivals'] = []
let [open, failed, others] = [0, 0, 0]

process.on('message', (message: Opening | { kind: 'tell' }) => {
  if (message.kind === 'tell') {
    process.send?.({ open, failed, others, arrivals } satisfies Arrivals)
    arrivals = []
    others = 0
    return
  }
  const waiting = [...message.seats]
  const next = (): void => {
    const one = waiting.pop()
    if (one) connect(message.port, one, next)
  }
  for (let n = 0; n < message.atOnce; n++) next()
})
process.on('disconnect', () => process.exit(0))

function connect(port: number, { seat, cookie }: Opening['seats'][number], done: () => void): void {
  const asked = request(
    { host: '127.0.0.1', port, path: `/api/events?seat=${seat}&since=0`, headers: { cookie }, agent: false },
    answer => {
      if (answer.statusCode === 200) open++
      else failed++
      done()
      let rest = ''
      answer.setEncoding('utf8')
      answer.on('data', (text: string) => {
        const at = performance.timeOrigin + performance.now()
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) {
          if (line.startsWith('data: notification ')) arrivals.push([line.slice(19), at])
          else if (line.startsWith('data: ')) others++
        }
      })
      answer.on('close', () => {
        open--
      })
    },
  )
  asked.on('error', () => {
    failed++
    done()
  })
  asked.end()
  streams.add(asked)
}
