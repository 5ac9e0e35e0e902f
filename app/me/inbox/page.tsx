import type { Metadata } from 'next'
import { InboxPage } from '@/components/requests/inbox-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requests.inbox'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/me/inbox'>) {
  return <InboxPage params={await searchParams} />
}
