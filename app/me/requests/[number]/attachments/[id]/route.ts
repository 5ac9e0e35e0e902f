import { answerAttachment } from '@/components/requests/attachment'

export async function GET(
  request: Request,
  { params }: RouteContext<'/me/requests/[number]/attachments/[id]'>,
): Promise<Response> {
  const { number, id } = await params
  return answerAttachment(request, number, id)
}
