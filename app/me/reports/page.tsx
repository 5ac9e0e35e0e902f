import type { Metadata } from 'next'
import { OwnReportsPage } from '@/components/reports/own-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/me/reports'>) {
  return <OwnReportsPage params={await searchParams} />
}
