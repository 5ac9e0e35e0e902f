import 'server-only'
import type { Tx } from '@/db/client'
import type { Actor } from '@/lib/actor'
import { notFound } from '@/lib/failure'
import { isId } from '@/lib/id'
import { answer } from '@/lib/session'
import { findAttachment } from '@/lib/workflow/queries'

export function answerAttachment(request: Request, number: string, id: string): Promise<Response> {
  return answerFile(request, id, tx => findAttachment(tx, number, id))
}

type StoredFile = { name: string; contentType: string; content: Buffer }

/** A file that somebody attached, only ever to be saved: a browser runs nothing of it under our name (its policy is set by proxy.ts). */
export function answerFile(
  request: Request,
  id: string,
  find: (tx: Tx, actor: Actor) => Promise<StoredFile | undefined>,
): Promise<Response> {
  return answer(request, async (tx, actor) => {
    const file = isId(id) ? await find(tx, actor) : undefined
    if (!file) notFound()
    return new Response(new Uint8Array(file.content), {
      headers: fileHeaders(file),
    })
  })
}

/** With its own name, and as something to save. */
export function fileHeaders(
  file: Omit<StoredFile, 'content'> & { content: { length: number } },
): Record<string, string> {
  return {
    'content-type': file.contentType,
    'content-length': String(file.content.length),
    'content-disposition': `attachment; filename="${asciiName(file.name)}"; filename*=UTF-8''${encodeRfc5987(file.name)}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  }
}

function asciiName(name: string): string {
  return name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
}

/** RFC 5987 §3.2.1: what encodeURIComponent leaves alone but the header does not allow. */
function encodeRfc5987(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
