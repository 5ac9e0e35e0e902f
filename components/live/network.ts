type Network = { fetch: typeof fetch }

/** Refusals in a row, of a server that can be heard, after which the browser may say why. */
const mostRefusals = 3

/**
 * What Next cannot fetch of a page it leaves to the browser, which shows an error of its own, and what somebody has typed is gone. From
 * here on such a request waits until the server is heard again. Actions are not among them: whoever pressed a button is told at once.
 * @param heard resolves once it is worth asking again, with whether the server can be heard
 * @returns what ends it
 */
export function outlast(network: Network, heard: () => Promise<boolean>): () => void {
  const send = network.fetch
  network.fetch = async (input, init) => {
    if (!isPage(init)) return send(input, init)
    for (let refusals = 0; ; ) {
      try {
        return await whole(await send(input, init))
      } catch (error) {
        if (init?.signal?.aborted || refusals === mostRefusals) throw error
        refusals = (await heard()) ? refusals + 1 : 0
      }
    }
  }
  return () => {
    network.fetch = send
  }
}

/** A page that is drawn, not one that may be wanted later. */
function isPage(init: RequestInit | undefined): boolean {
  const headers = new Headers(init?.headers)
  return (init?.method ?? 'GET') === 'GET' && headers.has('rsc') && !headers.has('next-router-prefetch')
}

/** An answer that has arrived to its end: the network may go in the middle of it. */
async function whole(answer: Response): Promise<Response> {
  if (!answer.body) return answer
  const { url, redirected, status, statusText, headers } = answer
  const arrived = new Response(await answer.blob(), { status, statusText, headers })
  return Object.defineProperties(arrived, { url: { value: url }, redirected: { value: redirected } })
}
