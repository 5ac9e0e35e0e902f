import { Door } from '@/components/account/door'
import { NotFound } from '@/components/account/not-found'
import { getTranslations } from '@/lib/translations'

export default async function NotFoundPage() {
  const t = await getTranslations('account.errors')
  return (
    <Door title={t('notFoundTitle')}>
      <NotFound />
    </Door>
  )
}
