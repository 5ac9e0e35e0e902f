import type { Metadata } from 'next'
import { LeavingFormPage } from '@/components/careers/leaving-form'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('leavings'))('resignTitle') }
}

/** Where somebody says that they leave; once they have, it leads to their request. */
export default function Page() {
  return <LeavingFormPage />
}
