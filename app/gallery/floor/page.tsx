import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { env } from '@/env'

/** The least that a page of this build can cost; `npm run bench` measures the others against it. */
export default async function EmptyPage() {
  await connection()
  if (!env.bench) notFound()
  return <p>empty</p>
}
