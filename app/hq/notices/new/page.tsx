import type { Metadata } from 'next'
import { NoticeFormPage } from '@/components/notices/form-page'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices.form'))('newTitle') }
}

export default function Page() {
  return <NoticeFormPage />
}
