import { NotFound } from '@/components/account/not-found'
import { PageHeader } from '@/components/ui/page-header'
import { getTranslations } from '@/lib/translations'

export default async function NotFoundHere() {
  const t = await getTranslations('account.errors')
  return (
    <>
      <PageHeader title={t('notFoundTitle')} />
      <NotFound />
    </>
  )
}
