import type { Metadata } from 'next'
import { NoticePage } from '@/components/notices/notice-page'

type Props = PageProps<'/me/notices/[number]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).number }
}

export default async function Page({ params, searchParams }: Props) {
  return <NoticePage number={(await params).number} params={await searchParams} />
}
