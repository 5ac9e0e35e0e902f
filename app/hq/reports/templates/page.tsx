import type { Metadata } from 'next'
import { TemplateListPage } from '@/components/reports/template-list-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('templates.title') }
}

export default async function Page() {
  return <TemplateListPage />
}
