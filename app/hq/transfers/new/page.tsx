import type { Metadata } from 'next'
import { TransferFormPage } from '@/components/transfers/form-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers.form'))('title') }
}

export default async function Page({ searchParams }: PageProps<'/hq/transfers/new'>) {
  return <TransferFormPage params={await searchParams} />
}
