import type { Metadata } from 'next'
import { TemplateFormPage } from '@/components/reports/template-form-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('builder.changeTitle') }
}

export default async function Page({ params }: PageProps<'/store/[unit]/reports/templates/[id]/edit'>) {
  return <TemplateFormPage id={(await params).id} />
}
