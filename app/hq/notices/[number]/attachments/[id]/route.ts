import { answerNoticeFile } from '@/components/notices/attachment'

export async function GET(
  request: Request,
  { params }: RouteContext<'/hq/notices/[number]/attachments/[id]'>,
): Promise<Response> {
  const { number, id } = await params
  return answerNoticeFile(request, number, id)
}
