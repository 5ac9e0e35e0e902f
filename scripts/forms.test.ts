import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { answerForm, takeForm } from './forms.mjs'

const form = { 'content-type': 'multipart/form-data; boundary=x' }

/** What somebody is answered who sends a form to a server that answers so. */
async function answerOf(
  answer: (response: ServerResponse) => void,
  headers: Record<string, string> = form,
): Promise<{ status: number; text: string; type: string | null; length: string | null }> {
  const server = createServer((request, response) => {
    void answerForm(request, response, async () => {
      // as where a body is read first
      await new Promise(resolve => setImmediate(resolve))
      answer(response)
    })
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  try {
    const { port } = server.address() as AddressInfo
    const got = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body: 'x' })
    const text = await got.text()
    return {
      status: got.status,
      text,
      type: got.headers.get('content-type'),
      length: got.headers.get('content-length'),
    }
  } finally {
    server.close()
  }
}

const bySetting = (status: number) => (response: ServerResponse) => {
  response.statusCode = status
  response.setHeader('content-type', 'text/plain')
  response.end('Internal Server Error')
}
const inPieces = (status: number) => (response: ServerResponse) => {
  response.statusCode = status
  response.setHeader('content-type', 'text/x-component')
  response.setHeader('content-length', '6')
  response.write('one')
  response.end('two')
}
const byHead = (status: number) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'text/plain' })
  response.end('gone wrong')
}

it.each([
  ['at once', bySetting],
  ['in pieces', inPieces],
  ['with its headers', byHead],
])(
  'a fault that is said %s is a bad request where no code of ours was given the form, and ours where it was',
  async (_, say) => {
    expect(await answerOf(say(500))).toMatchObject({ status: 400, text: '', type: null })
    const ours = await answerOf(response => {
      takeForm()
      say(500)(response)
    })
    expect(ours).toMatchObject({ status: 500, text: expect.stringMatching(/./) })
    // and nothing else is touched
    expect(await answerOf(say(200))).toMatchObject({ status: 200, text: ours.text, type: ours.type })
    expect((await answerOf(say(500), { 'content-type': 'text/plain' })).status).toBe(500)
  },
)
