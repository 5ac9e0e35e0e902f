import { notFound } from 'next/navigation'
import { archiveResponse, copyResponse } from '@/components/copies/responses'
import { fetchArchive, fetchCopy } from '@/lib/copies/commands'
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
  if (asked === 'zip')
    return archiveResponse(await command((tx, actor) => fetchArchive(tx, actor, id)).catch(nothing))
  const format = asked === 'json' ? 'json' : 'pdf'
  return copyResponse(await command((tx, actor) => fetchCopy(tx, actor, id, format)).catch(nothing), format)
}

/** Somebody else's, or gone: to the caller it does not exist. */
function nothing(error: unknown): never {
  if (error instanceof Failure) notFound()
  throw error
}
