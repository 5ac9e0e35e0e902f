import type { Metadata } from 'next'
import { TransferListPage } from '@/components/transfers/list-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requests'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/store/[unit]/requests'>) {
  return <TransferListPage params={await searchParams} />
}
