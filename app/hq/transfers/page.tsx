import type { Metadata } from 'next'
import { TransferListPage } from '@/components/transfers/list-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers.list'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/hq/transfers'>) {
  return <TransferListPage params={await searchParams} />
}
