import type { Metadata } from 'next'
import { ConfirmationFormPage } from '@/components/careers/confirmation-form'

export async function generateMetadata({
  params,
}: PageProps<'/store/[unit]/team/[number]/confirm'>): Promise<Metadata> {
  return { title: (await params).number }
}

export default async function Page({ params }: PageProps<'/store/[unit]/team/[number]/confirm'>) {
  return <ConfirmationFormPage number={(await params).number} />
}
