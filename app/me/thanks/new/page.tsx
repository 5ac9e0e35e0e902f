import type { Metadata } from 'next'
import { WriteNotePage } from '@/components/thanks/write-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('thanks.form'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/me/thanks/new'>) {
  return <WriteNotePage params={await searchParams} />
}
