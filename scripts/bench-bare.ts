import { createServer } from 'node:http'
import pg from 'pg'

/** A statement with its values, as the product sends it. */
export type Statement = { text: string; values: unknown[] }
export type BareOrder = { url: string; statements: Record<string, Statement> }

// The floor under the floor: node:http and pg with the product's own statements, without sessions, roles or pages.
process.once('message', ({ url, statements }: BareOrder) => {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  const server = createServer((request, response) => {
    const statement = statements[decodeURIComponent((request.url ?? '').slice(1))]
    if (!statement) {
      response.writeHead(404).end()
      return
    }
    pool.query(statement).then(
      ({ rows }) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows))
      },
      () => response.writeHead(500).end(),
    )
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.({ port: address && typeof address === 'object' ? address.port : 0 })
  })
})
