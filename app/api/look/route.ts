import { type NextRequest, NextResponse } from 'next/server'
import { ownPath } from '@/lib/account/rules'
import { presentHolder } from '@/lib/auth'
import { keepLook } from '@/lib/i18n'

/**
 * Where a browser is sent that still knows another language or theme of somebody than they chose elsewhere: it takes over what stands
 * in their record and goes back to where it was.
 */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const holder = await presentHolder()
  if (holder) await keepLook(holder)
  const location = (holder && ownPath(request.nextUrl.searchParams.get('next') ?? undefined)) ?? '/'
  return new NextResponse(null, { status: 303, headers: { location, 'cache-control': 'private, no-store' } })
}
