import type { Metadata } from 'next'
import { RevisePage } from '@/components/requests/revise-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers.form'))('revise') }
}

export default async function Page({
  params,
  searchParams,
}: PageProps<'/store/[unit]/requests/[number]/revise'>) {
  return <RevisePage params={await searchParams} number={(await params).number} />
}
