import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NotificationsPage } from '@/components/notifications/notifications-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/me/notifications'>) {
  return <NotificationsPage params={await searchParams} />
}
