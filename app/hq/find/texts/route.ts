import { findForPalette } from '@/lib/finding/queries'
import { answer } from '@/lib/session'

export async function GET(request: Request): Promise<Response> {
  const typed = new URL(request.url).searchParams.get('q') ?? ''
  return answer(request, (tx, actor) => findForPalette(tx, actor, typed))
}
