import { answerOwnScan } from '@/components/documents/file'

export async function GET(
  request: Request,
  { params }: RouteContext<'/me/documents/attachments/[id]'>,
): Promise<Response> {
  return answerOwnScan(request, (await params).id)
}
