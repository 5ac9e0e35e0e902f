import type { Metadata } from 'next'
import { TouchpointsPage } from '@/components/touchpoints/list-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('touchpoints'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/hq/touchpoints'>) {
  return <TouchpointsPage params={await searchParams} />
}
