import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { InboxPage } from '@/components/requests/inbox-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requests.inbox'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/store/[unit]/inbox'>) {
  return <InboxPage params={await searchParams} />
}
