import type { Metadata } from 'next'
import { RequestPage } from '@/components/requests/request-page'

type Props = PageProps<'/hq/requests/[number]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).number }
}

export default async function Page({ params, searchParams }: Props) {
  return <RequestPage number={(await params).number} rejects={(await searchParams).press === 'r'} />
}
