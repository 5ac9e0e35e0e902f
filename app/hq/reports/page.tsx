import type { Metadata } from 'next'
import { CompletionPage } from '@/components/reports/completion-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/hq/reports'>) {
  return <CompletionPage params={await searchParams} />
}
