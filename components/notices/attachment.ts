import 'server-only'
import { findNoticeFile } from '@/lib/notices/queries'
import { answerFile } from '../requests/attachment'

/** A file of a notice, for whoever reads the notice. */
export function answerNoticeFile(request: Request, number: string, id: string): Promise<Response> {
  return answerFile(request, id, (tx, actor) => findNoticeFile(tx, actor, number, id))
}
