import type { Metadata } from 'next'
import { InboxPage } from '@/components/requests/inbox-page'
import { InboxSheet } from '@/components/requests/inbox-sheet'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requests.inbox'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/hq/inbox'>) {
  const params = await searchParams
  return <InboxPage params={params} sheet={<InboxSheet params={params} />} />
}
