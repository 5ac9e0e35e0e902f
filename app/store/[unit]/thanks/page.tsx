import type { Metadata } from 'next'
import { ThanksPage } from '@/components/thanks/list-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('thanks'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/store/[unit]/thanks'>) {
  return <ThanksPage params={await searchParams} />
}
