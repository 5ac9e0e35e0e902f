import type { Metadata } from 'next'
import { NoticeListPage } from '@/components/notices/list-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/store/[unit]/notices'>) {
  return <NoticeListPage params={await searchParams} />
}
