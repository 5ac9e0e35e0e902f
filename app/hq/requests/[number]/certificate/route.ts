import { answerCertificate } from '@/components/careers/certificate'

export async function GET(
  request: Request,
  { params }: RouteContext<'/hq/requests/[number]/certificate'>,
): Promise<Response> {
  return answerCertificate(request, (await params).number)
}
