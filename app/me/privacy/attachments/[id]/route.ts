import { Readable } from 'node:stream'
import { notFound } from 'next/navigation'
import { fileHeaders } from '@/components/requests/attachment'
import { fetchArchive, fetchCopy } from '@/lib/copies/commands'
import { contentTypes } from '@/lib/copies/rules'
import { Failure } from '@/lib/failure'
import { isId } from '@/lib/id'
import { command } from '@/lib/session'

/** A copy of one's own data, given to the person alone; that it was fetched is on record. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/me/privacy/attachments/[id]'>,
): Promise<Response> {
  const { id } = await params
  if (!isId(id)) notFound()
  const asked = new URL(request.url).searchParams.get('format')
  if (asked === 'zip') {
    const { name, size, content } = await command((tx, actor) => fetchArchive(tx, actor, id)).catch(nothing)
    return new Response(Readable.toWeb(Readable.from(content)) as ReadableStream<Uint8Array>, {
      headers: fileHeaders({ name, contentType: contentTypes.zip, content: { length: size } }),
    })
  }
  const format = asked === 'json' ? 'json' : 'pdf'
  const { name, content } = await command((tx, actor) => fetchCopy(tx, actor, id, format)).catch(nothing)
  return new Response(new Uint8Array(content), {
    headers: fileHeaders({ name, contentType: contentTypes[format], content }),
  })
}

/** Somebody else's, or gone: to the caller it does not exist. */
function nothing(error: unknown): never {
  if (error instanceof Failure) notFound()
  throw error
}
