import { cookies } from 'next/headers'
import { type NextRequest, NextResponse } from 'next/server'
import { ownPath, sameStorePage } from '@/lib/account/rules'
import { isId } from '@/lib/id'
import { grantCookie } from '@/lib/seat'

/**
 * Follows the seat switcher. It only says which seat is wanted: the door decides whether the seat is theirs.
 * Whoever is in a store stays on the same kind of page.
 */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const { searchParams } = request.nextUrl
  const unit = searchParams.get('unit') ?? ''
  const grant = searchParams.get('grant') ?? ''
  const site = request.headers.get('sec-fetch-site')
  if (site === null || ['same-origin', 'none'].includes(site)) {
    if (/^[a-z0-9-]{2,40}$/.test(unit)) return to(sameStorePage(pathOf(request.headers.get('referer')), unit))
    if (isId(grant)) {
      const jar = await cookies()
      jar.set(grantCookie, grant, { path: '/', sameSite: 'lax', httpOnly: true, maxAge: 365 * 24 * 3600 })
      return to(ownPath(searchParams.get('next') ?? '') ?? '/hq')
    }
  }
  return to('/')
}

function pathOf(referer: string | null): string {
  return referer && URL.canParse(referer) ? new URL(referer).pathname : ''
}

/** A relative address: behind a proxy only the browser knows the right host. */
function to(path: string): NextResponse {
  return new NextResponse(null, {
    status: 303,
    headers: { location: path, 'cache-control': 'private, no-store' },
  })
}
