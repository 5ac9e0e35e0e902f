import type { Metadata } from 'next'
import { RenewalFormPage } from '@/components/careers/renewal-form'

export async function generateMetadata({
  params,
}: PageProps<'/hq/people/[number]/renew'>): Promise<Metadata> {
  return { title: (await params).number }
}

export default async function Page({ params }: PageProps<'/hq/people/[number]/renew'>) {
  return <RenewalFormPage number={(await params).number} />
}
