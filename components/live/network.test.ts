import { describe, expect, it } from 'vitest'
import { outlast } from './network'

const page = { headers: { rsc: '1' } }

/** A network that answers as told, one after the other; an Error is a request that did not get through. */
function networkOf(...answers: (string | Error | Response)[]) {
  const asked: unknown[] = []
  const network = {
    fetch: async (input: unknown) => {
      asked.push(input)
      const next = answers.shift() ?? new Error('nothing more to say')
      if (next instanceof Error) throw next
      return typeof next === 'string' ? new Response(next, { headers: { 'content-type': 'text/x' } }) : next
    },
  }
  return { network: network as { fetch: typeof fetch }, asked }
}

/** An answer whose connection goes away after its first words. */
const cut = () =>
  new Response(
    new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode('half'))
      },
      pull(stream) {
        stream.error(new TypeError('network error'))
      },
    }),
  )

describe('a page that is fetched while the network goes', () => {
  it('arrives when the server is heard again, whether its request or its answer was lost', async () => {
    const { network, asked } = networkOf(new TypeError('Failed to fetch'), cut(), new Error(), 'all of it')
    const waits: boolean[] = [false, false, true]
    outlast(network, async () => waits.shift() ?? false)
    const answer = await network.fetch('/me?_rsc=1', page)
    expect(await answer.text()).toBe('all of it')
    expect(answer.headers.get('content-type')).toBe('text/x')
    expect(asked).toHaveLength(4)
    expect(waits).toEqual([])
  })

  it('is given up when the server can be heard and still refuses', async () => {
    const { network, asked } = networkOf(...Array.from({ length: 9 }, () => new TypeError('refused')))
    outlast(network, async () => true)
    await expect(network.fetch('/me?_rsc=1', page)).rejects.toThrow('refused')
    expect(asked).toHaveLength(4)
  })

  it.each([
    ['an action', { method: 'POST', headers: { rsc: '1', 'next-action': 'a' } }],
    ['a page that is fetched ahead', { headers: { rsc: '1', 'next-router-prefetch': '1' } }],
    ['a search', {}],
    ['nothing in particular', undefined],
  ])('leaves %s to whoever asked', async (_what, init) => {
    const { network, asked } = networkOf(new TypeError('Failed to fetch'), 'late')
    outlast(network, async () => true)
    await expect(network.fetch('/me', init)).rejects.toThrow('Failed to fetch')
    expect(asked).toHaveLength(1)
  })

  it('is as before once nobody listens any more', async () => {
    const { network } = networkOf(new TypeError('Failed to fetch'), 'late')
    outlast(network, async () => true)()
    await expect(network.fetch('/me?_rsc=1', page)).rejects.toThrow('Failed to fetch')
  })
})
