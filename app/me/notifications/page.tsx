import type { Metadata } from 'next'
import { NotificationsPage } from '@/components/notifications/notifications-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notifications'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/me/notifications'>) {
  return <NotificationsPage params={await searchParams} />
}
