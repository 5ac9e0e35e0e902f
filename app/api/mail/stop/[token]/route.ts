import { type NextRequest, NextResponse } from 'next/server'
import { Failure } from '@/lib/failure'
import { stopMail } from '@/lib/notifications/commands'

type Context = RouteContext<'/api/mail/stop/[token]'>

/**
 * One click in the mail program (RFC 8058): its server posts here, without a session and from elsewhere. All that it can do is what
 * the signed link says: stop one person's mail about one group of things.
 */
export async function POST(_request: NextRequest, { params }: Context): Promise<NextResponse> {
  try {
    await stopMail((await params).token)
    return answer(200)
  } catch (error) {
    if (error instanceof Failure) return answer(404)
    throw error
  }
}

/** Mail programs without one click open it as a page. */
export async function GET(_request: NextRequest, { params }: Context): Promise<NextResponse> {
  const { token } = await params
  return new NextResponse(null, {
    status: 303,
    headers: { location: `/mail/stop/${encodeURIComponent(token)}`, 'cache-control': 'private, no-store' },
  })
}

function answer(status: number): NextResponse {
  return new NextResponse(null, { status, headers: { 'cache-control': 'private, no-store' } })
}
