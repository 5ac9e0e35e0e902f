import type { Metadata } from 'next'
import { BoardPage } from '@/components/reports/board-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/store/[unit]/reports'>) {
  return <BoardPage params={await searchParams} />
}
