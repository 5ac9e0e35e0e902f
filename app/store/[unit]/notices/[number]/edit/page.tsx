import type { Metadata } from 'next'
import { NoticeFormPage } from '@/components/notices/form-page'

type Props = PageProps<'/store/[unit]/notices/[number]/edit'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).number }
}

export default async function Page({ params }: Props) {
  return <NoticeFormPage number={(await params).number} />
}
