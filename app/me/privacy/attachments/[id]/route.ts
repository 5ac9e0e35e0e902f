import { archiveResponse, copyResponse } from '@/components/copies/responses'
import { fetchArchive, fetchCopy } from '@/lib/copies/commands'
import { Failure, notFound } from '@/lib/failure'
import { isId } from '@/lib/id'
import { answerWriting } from '@/lib/session'

/** A copy of one's own data, given to the person alone; that it was fetched is on record. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/me/privacy/attachments/[id]'>,
): Promise<Response> {
  const { id } = await params
  const asked = new URL(request.url).searchParams.get('format')
  return answerWriting(request, async (tx, actor) => {
    if (!isId(id)) notFound()
    if (asked === 'zip') return archiveResponse(await fetchArchive(tx, actor, id).catch(nothing))
    const format = asked === 'json' ? 'json' : 'pdf'
    return copyResponse(await fetchCopy(tx, actor, id, format).catch(nothing), format)
  })
}

/** Somebody else's, or gone: to the caller it does not exist. */
function nothing(error: unknown): never {
  if (error instanceof Failure) notFound()
  throw error
}
