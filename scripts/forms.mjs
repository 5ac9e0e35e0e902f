import { AsyncLocalStorage } from 'node:async_hooks'

/** @type {AsyncLocalStorage<{ isTaken: boolean }>} */
const forms = new AsyncLocalStorage()

/** Our code was given the form that is being answered: what goes wrong from here on is ours. */
export function takeForm() {
  const form = forms.getStore()
  if (form) form.isTaken = true
}

/**
 * Has a form answered that may not be one. What ends too soon, is written in another way than browsers do, or holds no arguments of an action,
 * the framework takes for a fault of its own, and reads it only after it has begun to answer. A fault before any code of ours was given
 * the form is a bad request, without the framework's words.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {() => Promise<void>} answer
 * @returns {Promise<void>}
 */
export function answerForm(request, response, answer) {
  if (!/^multipart\//i.test(request.headers['content-type'] ?? '')) return answer()
  const form = { isTaken: false }
  const { writeHead, write, end } = response
  /** @param {number} status */
  const isRefused = status => {
    if (status !== 500 || form.isTaken || response.headersSent) return false
    Object.assign(response, { writeHead: () => response, write: () => true, end: () => response })
    for (const name of response.getHeaderNames())
      if (/^content-(?!security)/.test(name)) response.removeHeader(name)
    writeHead.call(response, 400)
    end.call(response)
    return true
  }
  Object.assign(response, {
    /** @type {(status: number, ...rest: unknown[]) => unknown} */
    writeHead: (status, ...rest) =>
      isRefused(status) ? response : Reflect.apply(writeHead, response, [status, ...rest]),
    /** @type {(...rest: unknown[]) => unknown} */
    write: (...rest) => isRefused(response.statusCode) || Reflect.apply(write, response, rest),
    /** @type {(...rest: unknown[]) => unknown} */
    end: (...rest) => (isRefused(response.statusCode) ? response : Reflect.apply(end, response, rest)),
  })
  return forms.run(form, answer)
}
