import type { Viewer } from '@/lib/events/queries'
import { mostWaiting, readEventId } from '@/lib/events/rules'
import { nothingRuns, plainHeaders } from '@/lib/headers'
import { answerQuietly } from '@/lib/session'
import { createHub, type Hub } from './hub'

export const dynamic = 'force-dynamic'

/** One hub per process, kept over hot reloads in development. */
const shared = globalThis as typeof globalThis & { outpostHub?: Hub }

function hub(): Hub {
  if (!shared.outpostHub) {
    const made = createHub()
    shared.outpostHub = made
    // The server waits for its connections to end: these would not by themselves.
    process.once('SIGTERM', () => void made.stop())
  }
  return shared.outpostHub
}

/** What changes for the caller, as it happens: /api/events?seat=/store/tianyao, from Last-Event-ID or `since` on. */
export function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const since = readEventId(request.headers.get('last-event-id') ?? searchParams.get('since'))
  return answerQuietly(searchParams.get('seat') ?? '', request, async (_tx, actor) =>
    streamTo(request, actor, since),
  )
}

/** Whether a stream would open; an EventSource does not say why it did not. */
export function HEAD(request: Request): Promise<Response> {
  const seat = new URL(request.url).searchParams.get('seat') ?? ''
  return answerQuietly(seat, request, async () => new Response(null, { status: 204, headers: plainHeaders }))
}

const streamHeaders = {
  ...plainHeaders,
  'content-type': 'text/event-stream; charset=utf-8',
  'content-security-policy': nothingRuns,
  // no-transform keeps compression off, which would hold events back until it has enough of them
  'cache-control': 'private, no-cache, no-store, no-transform',
  'x-accel-buffering': 'no',
  // a connection that carried a stream is not kept for another request: a server that stops would wait for it
  connection: 'close',
}

function streamTo(request: Request, viewer: Viewer, since: number): Response {
  const encoder = new TextEncoder()
  let leave: (() => void) | undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        // Not all at once after a restart.
        controller.enqueue(encoder.encode(`retry: ${Math.round(1000 + Math.random() * 2000)}\n\n`))
        leave = hub().open(viewer, since, {
          send(text) {
            if ((controller.desiredSize ?? 0) < 0) return false
            controller.enqueue(encoder.encode(text))
            return true
          },
          close: () => controller.close(),
        })
      },
      cancel: () => leave?.(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: mostWaiting }),
  )
  if (!leave) return new Response(null, { status: 503, headers: { ...plainHeaders, 'retry-after': '30' } })
  request.signal.addEventListener('abort', () => leave?.(), { once: true })
  return new Response(body, { headers: streamHeaders })
}
