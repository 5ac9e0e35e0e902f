import type { Metadata } from 'next'
import { LeavingFormPage } from '@/components/careers/leaving-form'

export async function generateMetadata({
  params,
}: PageProps<'/hq/people/[number]/leave'>): Promise<Metadata> {
  return { title: (await params).number }
}

export default async function Page({ params, searchParams }: PageProps<'/hq/people/[number]/leave'>) {
  return <LeavingFormPage number={(await params).number} params={await searchParams} />
}
