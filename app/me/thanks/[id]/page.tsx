import type { Metadata } from 'next'
import { NotePage } from '@/components/thanks/note-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('thanks'))('title') }
}

export default async function Page({ params }: PageProps<'/me/thanks/[id]'>) {
  return <NotePage id={(await params).id} />
}
