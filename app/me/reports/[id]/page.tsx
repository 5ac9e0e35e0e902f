import type { Metadata } from 'next'
import { ReportPage } from '@/components/reports/report-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('title') }
}

export default async function Page({ params }: PageProps<'/me/reports/[id]'>) {
  return <ReportPage id={(await params).id} />
}
