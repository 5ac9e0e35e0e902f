import { answerOpening, answerScan } from '@/components/documents/file'

type Context = RouteContext<'/hq/people/[number]/attachments/[id]'>

export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { number, id } = await params
  return answerScan(request, number, id)
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { number, id } = await params
  return answerOpening(request, number, id)
}
