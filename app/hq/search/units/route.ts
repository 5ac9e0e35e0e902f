import { unitKinds } from '@/db/schema/organisation'
import { findUnits } from '@/lib/search/queries'
import { answer } from '@/lib/session'

/** `kind` narrows the kinds down: `?kind=store,department`. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams
  const wanted = params.get('kind')?.split(',')
  const kinds = unitKinds.filter(kind => !wanted || wanted.includes(kind))
  return answer(tx => findUnits(tx, params.get('q') ?? '', kinds))
}
