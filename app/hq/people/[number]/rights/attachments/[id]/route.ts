import { fileHeaders } from '@/components/requests/attachment'
import { isSameOrigin } from '@/lib/action'
import { fetchCopyFor } from '@/lib/copies/commands'
import { contentTypes } from '@/lib/copies/rules'
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
  const form = await request.formData().catch(() => new FormData())
  const format = form.get('format') === 'json' ? 'json' : 'pdf'
  return answerWriting(request, async (tx, actor) => {
    if (!isId(id)) notFound()
    const { name, content } = await fetchCopyFor(tx, actor, id, format)
    return new Response(new Uint8Array(content), {
      headers: fileHeaders({ name, contentType: contentTypes[format], content }),
    })
  })
}

/** There is nothing to look at: a form asks for it, because it is given out once. */
export const GET = (request: Request): Promise<Response> => answer(request, async () => notFound())
