import type { Instrumentation } from 'next'

/**
 * Hands search to the web server (scripts/listen.mjs), which answers it before the framework; and starts a worker inside it, for small
 * installations that want one process (OUTPOST_WORKER=in-process).
 */
export async function register(): Promise<void> {
  // replaced while building: the edge variant of this file then imports nothing that only Node has
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { search } = await import('./app/search')
  Object.assign(globalThis, { outpostSearch: search })
  const { env } = await import('./env')
  if (env.worker !== 'in-process') return
  const { startWorker } = await import('./lib/worker')
  const worker = await startWorker()
  process.once('SIGTERM', () => void worker.stop())
}

/** Every error that a page, an action or a route handler did not expect: one line under the digest that the reader sees. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { describeError, log } = await import('./lib/log')
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  // The path only: a query may hold a name that somebody searched for.
  const path = request.path.split('?')[0]
  log.error(
    {
      digest,
      method: request.method,
      path,
      route: context.routePath,
      kind: context.routeType,
      ...describeError(error),
    },
    'request failed',
  )
}
