import 'server-only'
import type { NextRequest } from 'next/server'
import { listColleagues } from '@/lib/account/queries'
import { isolated } from '@/lib/bidi'
import { answer } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

/** For pickers of people with a role: `[{id, label, detail}]`, found by name or account. */
export async function answerColleagues(request: NextRequest): Promise<Response> {
  const t = await getTranslations('account.roles')
  const text = request.nextUrl.searchParams.get('q') ?? ''
  return answer(request, async tx => {
    const found = await listColleagues(tx, text)
    return found.map(one => ({
      id: one.userId,
      label: one.name,
      detail: `${t(one.role)} · ${isolated(one.unitName)}`,
    }))
  })
}
