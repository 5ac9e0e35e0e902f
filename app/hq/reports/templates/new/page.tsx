import type { Metadata } from 'next'
import { TemplateFormPage } from '@/components/reports/template-form-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('builder.newTitle') }
}

export default async function Page() {
  return <TemplateFormPage />
}
