import { listConcerned } from '@/lib/account/queries'
import { answer } from '@/lib/session'

/** For the trail's filter: the id is the employee's number, because it goes into the address. */
export async function GET(request: Request): Promise<Response> {
  const typed = new URL(request.url).searchParams.get('q') ?? ''
  return answer(request, async (tx, actor) => {
    const found = await listConcerned(tx, actor, typed)
    return found.map(({ number, name }) => ({ id: number, label: name, detail: number }))
  })
}
