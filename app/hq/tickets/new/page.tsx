import type { Metadata } from 'next'
import { OpenTicketPage } from '@/components/tickets/open-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tickets.form'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/hq/tickets/new'>) {
  return <OpenTicketPage params={await searchParams} />
}
