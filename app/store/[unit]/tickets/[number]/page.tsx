import type { Metadata } from 'next'
import { TicketPage } from '@/components/tickets/ticket-page'

type Props = PageProps<'/store/[unit]/tickets/[number]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).number }
}

export default async function Page({ params }: Props) {
  return <TicketPage number={(await params).number} />
}
