import type { Metadata } from 'next'
import { FindPage } from '@/components/finding/find-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('finding'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/hq/find'>) {
  return <FindPage params={await searchParams} />
}
