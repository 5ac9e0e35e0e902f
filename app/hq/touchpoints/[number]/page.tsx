import type { Metadata } from 'next'
import { TouchpointPersonPage } from '@/components/touchpoints/person-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('touchpoints'))('title') }
}

export default async function Page({ params }: PageProps<'/hq/touchpoints/[number]'>) {
  return <TouchpointPersonPage number={(await params).number} />
}
