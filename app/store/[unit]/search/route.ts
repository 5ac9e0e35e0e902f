import { askAnything, findAnything } from '@/lib/search/queries'
import { answerAsked } from '@/lib/session'

export async function GET(request: Request): Promise<Response> {
  const typed = new URL(request.url).searchParams.get('q') ?? ''
  return answerAsked(
    request,
    tx => askAnything(tx, typed),
    (tx, actor, asked) => findAnything(tx, actor, typed, asked),
  )
}
