import type { Metadata } from 'next'
import { TicketListPage } from '@/components/tickets/list-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tickets'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/hq/tickets'>) {
  return <TicketListPage params={await searchParams} />
}
