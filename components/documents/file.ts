import 'server-only'
import { isSameOrigin } from '@/lib/action'
import type { Actor } from '@/lib/actor'
import { type OpenedFile, openDocument } from '@/lib/documents/commands'
import { openingInput } from '@/lib/documents/input'
import { fileNameOf } from '@/lib/documents/rules'
import { notFound } from '@/lib/failure'
import { isId } from '@/lib/id'
import { answer, answerWriting } from '@/lib/session'
import { translator } from '@/lib/translators'
import { fileHeaders } from '../requests/attachment'

/** A file of the work class, for HR and the person's head. */
export function answerScan(request: Request, number: string, id: string): Promise<Response> {
  return answer(request, async (tx, actor) => {
    if (!isId(id)) notFound()
    return saved(actor, await openDocument(tx, actor, { number }, id))
  })
}

/** Any file for HR, once the form said what for and that is written down. */
export async function answerOpening(request: Request, number: string, id: string): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 })
  const form = await request.formData().catch(() => new FormData())
  const why = openingInput.safeParse({ purpose: form.get('purpose'), note: form.get('note') ?? '' })
  return answerWriting(request, async (tx, actor) => {
    if (!isId(id) || !why.success) notFound()
    return saved(actor, await openDocument(tx, actor, { number }, id, why.data))
  })
}

/** A file of one's own. */
export function answerOwnScan(request: Request, id: string): Promise<Response> {
  return answer(request, async (tx, actor) => {
    if (!isId(id) || !actor.employeeId) notFound()
    return saved(actor, await openDocument(tx, actor, { id: actor.employeeId }, id))
  })
}

/** Only ever to be saved: its address ends in a way for which proxy.ts lets nothing run. */
function saved(actor: Actor, file: OpenedFile): Response {
  const label = file.title || translator(actor.locale, 'documents.kinds')(file.kind)
  const { contentType, content } = file
  const name = fileNameOf({ ...file, label })
  return new Response(new Uint8Array(content), { headers: fileHeaders({ name, contentType, content }) })
}
