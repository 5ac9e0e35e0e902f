import { answerAttachment } from '@/components/requests/attachment'

export async function GET(
  request: Request,
  { params }: RouteContext<'/store/[unit]/requests/[number]/attachments/[id]'>,
): Promise<Response> {
  const { number, id } = await params
  return answerAttachment(request, number, id)
}
