import type { Metadata } from 'next'
import { TemplatePage } from '@/components/reports/template-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('templates.title') }
}

export default async function Page({ params }: PageProps<'/store/[unit]/reports/templates/[id]'>) {
  return <TemplatePage id={(await params).id} />
}
