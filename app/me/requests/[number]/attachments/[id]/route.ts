import { answerAttachment } from '@/components/requests/attachment'

export async function GET(
  _request: Request,
  { params }: RouteContext<'/me/requests/[number]/attachments/[id]'>,
): Promise<Response> {
  const { number, id } = await params
  return answerAttachment(number, id)
}
