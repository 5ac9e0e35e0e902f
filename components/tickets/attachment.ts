import 'server-only'
import { findTicketFile } from '@/lib/tickets/queries'
import { answerFile } from '../requests/attachment'

/** A photo of a ticket, for whoever reads the ticket. */
export function answerTicketFile(request: Request, number: string, id: string): Promise<Response> {
  return answerFile(request, id, (tx, actor) => findTicketFile(tx, actor, number, id))
}
