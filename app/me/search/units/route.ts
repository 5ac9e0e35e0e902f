import { findUnitChoices } from '@/lib/search/queries'
import { answer } from '@/lib/session'

export async function GET(request: Request): Promise<Response> {
  return answer(request, tx => findUnitChoices(tx, new URL(request.url).searchParams))
}
