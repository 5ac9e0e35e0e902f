import type { Instrumentation } from 'next'

/** Every error that a page, an action or a route handler did not expect: one line under the digest that the reader sees. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
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
