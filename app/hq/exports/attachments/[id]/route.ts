import { fileHeaders } from '@/components/requests/attachment'
import { fetchExport } from '@/lib/exports/commands'
import { contentTypes } from '@/lib/exports/rules'
import { Failure, notFound } from '@/lib/failure'
import { isId } from '@/lib/id'
import { answerWriting } from '@/lib/session'

/** A file that somebody asked for, given to them alone; that it was fetched is on record. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/hq/exports/attachments/[id]'>,
): Promise<Response> {
  const { id } = await params
  return answerWriting(request, async (tx, actor) => {
    if (!isId(id)) notFound()
    const file = await fetchExport(tx, actor, id).catch(nothing)
    return new Response(new Uint8Array(file.content), {
      headers: fileHeaders({
        name: file.fileName,
        contentType: contentTypes[file.format],
        content: file.content,
      }),
    })
  })
}

/** Somebody else's, or gone: to the caller it does not exist. */
function nothing(error: unknown): never {
  if (error instanceof Failure) notFound()
  throw error
}
