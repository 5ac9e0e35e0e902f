import type { Metadata } from 'next'
import { NumbersPage } from '@/components/reports/numbers-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('numbers.title') }
}

export default async function Page({ searchParams }: PageProps<'/store/[unit]/reports/numbers'>) {
  return <NumbersPage params={await searchParams} />
}
