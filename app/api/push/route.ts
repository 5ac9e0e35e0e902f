import { isSameOrigin } from '@/lib/action'
import { presentToken } from '@/lib/auth'
import { failureOf } from '@/lib/failure'
import { nothingRuns, plainHeaders } from '@/lib/headers'
import { renewDevice } from '@/lib/push/commands'
import { deviceInput } from '@/lib/push/input'

const longestBody = 4000

/** From public/sw.js: this browser's push service gave it another subscription. There is no page and no seat; the session says who it is. */
export async function POST(request: Request): Promise<Response> {
  if (!isSameOrigin(request.headers)) return answer(403)
  const token = await presentToken()
  if (!token) return answer(401)
  const length = Number(request.headers.get('content-length') ?? longestBody + 1)
  if (!(length <= longestBody)) return answer(413)
  const input = deviceInput.safeParse(parsed(await request.text()))
  if (!input.success) return answer(400)
  try {
    await renewDevice(token, input.data, request.headers.get('user-agent') ?? '')
    return answer(204)
  } catch (error) {
    const failure = failureOf(error)
    if (!failure) throw error
    return answer(failure.code === 'account.ended' ? 401 : 400)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const answer = (status: number): Response =>
  new Response(null, { status, headers: { ...plainHeaders, 'content-security-policy': nothingRuns } })
