import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import next from 'next'
import { answerForm, takeForm } from './forms.mjs'
import { peerOf } from './peer.mjs'

// node scripts/listen.mjs PORT HOST PROXIES start|dev: serves the production build as `next start` does, but asks search first, whose answer
// would cost less than the framework's way to it (docs/decisions/0036). instrumentation.ts puts it there while the framework prepares itself. In
// development it serves the sources as `next dev` does, search among them, so that a change of any is seen.
const port = Number(process.argv[2])
const hostname = process.argv[3]
const proxies = Number(process.argv[4] ?? 0)
const isDevelopment = process.argv[5] === 'dev'
if (!isDevelopment) keepBuild()
const server = createServer()
const app = next({ dev: isDevelopment, port, hostname, httpServer: server })
await app.prepare()
const handle = app.getRequestHandler()

// lib/action.ts says so to it
globalThis.outpostTakesForm = takeForm
let isTold = proxies > 0
server.on('request', (request, response) => {
  if (!isTold && request.headers['x-forwarded-for']) {
    isTold = true
    console.warn(
      'x-forwarded-for is not believed: OUTPOST_PROXIES says how many proxies are in front, by default none.',
    )
  }
  request.headers['x-forwarded-for'] = peerOf(request, proxies)
  if (!isDevelopment && globalThis.outpostSearch?.(request, response)) return
  answerForm(request, response, () => handle(request, response)).catch(error => {
    console.error(error)
    if (!response.headersSent) response.writeHead(500)
    response.end()
  })
})
server.on('error', error => {
  console.error(error)
  process.exit(1)
})
server.listen(port, hostname)

/** A note that keeps the build while this process serves it (scripts/built.ts). */
function keepBuild() {
  const note = `.next/${readFileSync('.next/current', 'utf8')}/served-by-${process.pid}`
  try {
    writeFileSync(note, '')
    process.on('exit', () => rmSync(note, { force: true }))
  } catch {
    // nobody builds in a folder that cannot be written
  }
}

/** Answers what was asked, lets the framework end what runs after answers, and goes. */
let isClosing = false
function close(code) {
  if (isClosing) return
  isClosing = true
  // an open page holds on to the development server for ever
  if (isDevelopment) process.exit(code)
  server.close(() => void app.close().finally(() => process.exit(code)))
}
process.on('SIGINT', () => close(130))
process.on('SIGTERM', () => close(143))
