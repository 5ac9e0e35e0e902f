import type { Metadata } from 'next'
import { TransferFormPage } from '@/components/transfers/form-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers.form'))('revise') }
}

export default async function Page({
  params,
  searchParams,
}: PageProps<'/store/[unit]/requests/[number]/revise'>) {
  return <TransferFormPage params={await searchParams} revises={(await params).number} />
}
