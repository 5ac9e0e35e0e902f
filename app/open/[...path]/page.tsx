import type { Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import { presentHolder } from '@/lib/auth'
import { openPath } from '@/lib/notifications/rules'

/**
 * Where links in mails, in pushes and in groups lead. They know no portal, because who follows them decides that: strangers sign in
 * first, everybody else goes on to the page in the seat where they start. It opens nothing that is not theirs anyway.
 */
export default async function Open({ params }: PageProps<'/open/[...path]'>) {
  const path = (await params).path.map(decodeURIComponent).join('/')
  if (!/^[\w/-]{1,200}$/.test(path)) notFound()
  const holder = await presentHolder()
  if (!holder) redirect(`/login?next=${encodeURIComponent(`/open/${path}`)}`)
  if (holder.mustChange) redirect('/first-password')
  redirect(openPath(path, holder.seats) as Route)
}
