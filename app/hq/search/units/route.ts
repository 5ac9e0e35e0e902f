import { findUnitChoices } from '@/lib/search/queries'
import { answer } from '@/lib/session'

export async function GET(request: Request): Promise<Response> {
  return answer(tx => findUnitChoices(tx, new URL(request.url).searchParams))
}
