import type { Metadata } from 'next'
import { NoticeRecordPage } from '@/components/notices/record-page'
import { getTranslations } from '@/lib/translations'

type Props = PageProps<'/store/[unit]/notices/[number]/record'>

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices.record'))('title') }
}

export default async function Page({ params, searchParams }: Props) {
  return <NoticeRecordPage number={(await params).number} params={await searchParams} />
}
