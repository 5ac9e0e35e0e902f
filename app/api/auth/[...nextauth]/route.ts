import type { NextRequest } from 'next/server'
import { isSameOrigin } from '@/lib/action'
import { handleAuth } from '@/lib/auth'

type Context = RouteContext<'/api/auth/[...nextauth]'>

const readable = ['csrf', 'session']
const writable = ['callback/credentials', 'signout']

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  return answer(request, context, readable)
}

export async function POST(request: NextRequest, context: Context): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 })
  return answer(request, context, writable)
}

/** Only what this house uses of next-auth exists. */
async function answer(request: NextRequest, context: Context, known: string[]): Promise<Response> {
  const { nextauth } = await context.params
  if (!known.includes(nextauth.join('/'))) return new Response(null, { status: 404 })
  return handleAuth(request, nextauth)
}
