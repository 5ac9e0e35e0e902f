import type { Metadata } from 'next'
import { OwnRequestsPage } from '@/components/transfers/own-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('requests'))('ownTitle') }
}

export default async function Page({ searchParams }: PageProps<'/me/requests'>) {
  return <OwnRequestsPage params={await searchParams} />
}
