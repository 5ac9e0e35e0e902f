import { archiveResponse, copyResponse } from '@/components/copies/responses'
import { isSameOrigin } from '@/lib/action'
import { fetchArchiveFor, fetchCopyFor } from '@/lib/copies/commands'
import { notFound } from '@/lib/failure'
import { isId } from '@/lib/id'
import { answer, answerWriting } from '@/lib/session'

/** A copy that somebody who has left asked HR for: given out once, and that it was is on record before the first byte. */
export async function POST(
  request: Request,
  { params }: RouteContext<'/hq/people/[number]/rights/attachments/[id]'>,
): Promise<Response> {
  const { id } = await params
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 })
  const form = await request.formData().catch(() => undefined)
  if (!form) return new Response(null, { status: 400 })
  const asked = form.get('format')
  return answerWriting(request, async (tx, actor) => {
    if (!isId(id)) notFound()
    if (asked === 'zip') return archiveResponse(await fetchArchiveFor(tx, actor, id))
    const format = asked === 'json' ? 'json' : 'pdf'
    return copyResponse(await fetchCopyFor(tx, actor, id, format), format)
  })
}

/** There is nothing to look at: a form asks for it, because it is given out once. */
export const GET = (request: Request): Promise<Response> => answer(request, async () => notFound())
