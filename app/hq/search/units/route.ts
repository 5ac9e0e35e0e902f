import { unitKinds } from '@/db/schema/organisation'
import { findUnits } from '@/lib/search/queries'
import { answer } from '@/lib/session'

/** `kind` narrows the kinds down: `?kind=store,department`; with `by=code` the id is the unit's code, for filters in addresses. */
export async function GET(request: Request): Promise<Response> {
  const params = new URL(request.url).searchParams
  const wanted = params.get('kind')?.split(',')
  const kinds = unitKinds.filter(kind => !wanted || wanted.includes(kind))
  const byCode = params.get('by') === 'code'
  return answer(async tx => {
    const units = await findUnits(tx, params.get('q') ?? '', kinds)
    return units.map(({ id, code, ...unit }) => ({ ...unit, id: byCode ? code : id }))
  })
}
