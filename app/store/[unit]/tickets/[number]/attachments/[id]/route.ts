import { answerTicketFile } from '@/components/tickets/attachment'

export async function GET(
  request: Request,
  { params }: RouteContext<'/store/[unit]/tickets/[number]/attachments/[id]'>,
): Promise<Response> {
  const { number, id } = await params
  return answerTicketFile(request, number, id)
}
