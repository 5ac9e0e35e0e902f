import { answerReportPhoto } from '@/components/reports/photo'

export async function GET(
  request: Request,
  { params }: RouteContext<'/hq/reports/[id]/photos/[photo]'>,
): Promise<Response> {
  const { id, photo } = await params
  return answerReportPhoto(request, id, photo)
}
