import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { nothingRuns, plainHeaders } from './headers'
import { describeError, log } from './log'

/** A route handler and the paths that it answers, as plain text: whatever is written otherwise goes through the framework. */
export type DirectRoute = { path: RegExp; GET: (request: Request) => Promise<Response> }

/** Says whether it answers. What is left is the framework's, which knows the same routes. */
export type Direct = (request: IncomingMessage, response: ServerResponse) => boolean

/**
 * Route handlers answered by the web server itself, before the framework. They ask a request for its address and its cookies and nothing
 * else, so that is all that they are given.
 */
export function directly(routes: DirectRoute[]): Direct {
  return (request, response) => {
    if (request.method !== 'GET') return false
    const address = request.url ?? ''
    const end = address.indexOf('?')
    const path = end === -1 ? address : address.slice(0, end)
    const route = routes.find(one => one.path.test(path))
    if (!route) return false
    void respond(route, path, request, response)
    return true
  }
}

async function respond(
  route: DirectRoute,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { cookie = '' } = request.headers
    const answer = await route.GET(new Request(`http://localhost${request.url}`, { headers: { cookie } }))
    const text = await answer.text()
    // not writeHead: this way the length is known with the headers, and all of it leaves in one piece
    response.statusCode = answer.status
    for (const [name, value] of answer.headers) response.setHeader(name, value)
    response.end(text)
  } catch (error) {
    // As instrumentation.ts writes it of what the framework answers: the path only, for a query may hold a name.
    log.error({ method: 'GET', path, kind: 'direct', ...describeError(error) }, 'request failed')
    response.writeHead(500, { 'content-security-policy': nothingRuns, ...plainHeaders }).end()
  }
}
