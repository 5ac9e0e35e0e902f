import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TransferFormPage } from '@/components/transfers/form-page'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers.form'))('revise') }
}

export default async function Page({
  params,
  searchParams,
}: PageProps<'/store/[unit]/requests/[number]/revise'>) {
  return <TransferFormPage params={await searchParams} revises={(await params).number} />
}
