import { Agent, request } from 'node:http'

/** One request that may be made, and what its answer has to contain. */
export type Target = {
  path: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** Every one of these texts has to be in the answer. */
  contains: string[]
}

export type Order = {
  port: number
  targets: Target[]
  connections: number
  /** It ends after so long, or when so many requests were made, whichever comes first. */
  seconds: number
  most: number
  /** True where each target may be asked for once only: a decision cannot be made twice. */
  once: boolean
}

export type Report = {
  requests: number
  seconds: number
  /** Milliseconds, sorted. */
  times: number[]
  bytes: number
  errors: string[]
}

// The load generator: a process of its own, so that its work is not counted as the server's. It stays on this machine.
process.on('message', (order: Order) => {
  run(order).then(
    report => process.send?.(report),
    (error: unknown) =>
      process.send?.({
        requests: 0,
        seconds: 0,
        times: [],
        bytes: 0,
        errors: [String(error)],
      } satisfies Report),
  )
})

async function run(order: Order): Promise<Report> {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections })
  const report: Report = { requests: 0, seconds: 0, times: [], bytes: 0, errors: [] }
  const begun = performance.now()
  const ends = begun + order.seconds * 1000
  const most = order.once ? Math.min(order.most, order.targets.length) : order.most
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < most && performance.now() < ends && report.errors.length === 0) {
      const target = order.targets[next++ % order.targets.length]
      if (!target) return
      const since = performance.now()
      const { status, text } = await ask(agent, order.port, target)
      report.times.push(performance.now() - since)
      report.requests++
      report.bytes += Buffer.byteLength(text)
      const missing = target.contains.find(part => !text.includes(part))
      if (status !== 200 || missing !== undefined)
        report.errors.push(
          `${target.path}: ${status}${missing === undefined ? '' : ` without “${missing}”: ${text.slice(0, 200)}`}`,
        )
    }
  }
  await Promise.all(Array.from({ length: order.connections }, worker))
  report.seconds = (performance.now() - begun) / 1000
  report.times.sort((one, other) => one - other)
  agent.destroy()
  return report
}

function ask(agent: Agent, port: number, target: Target): Promise<{ status: number; text: string }> {
  return new Promise((done, failed) => {
    const asked = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path: target.path,
        method: target.method ?? 'GET',
        headers: {
          ...target.headers,
          ...(target.body && { 'content-length': Buffer.byteLength(target.body) }),
        },
        timeout: 30_000,
      },
      answer => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () =>
          done({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
        )
        answer.on('error', failed)
      },
    )
    asked.on('timeout', () => asked.destroy(new Error('no answer within 30 s')))
    asked.on('error', failed)
    asked.end(target.body)
  })
}
