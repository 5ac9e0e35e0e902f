import { getTranslations } from 'next-intl/server'
import { Door } from '@/components/account/door'
import { NotFound } from '@/components/account/not-found'

export default async function NotFoundPage() {
  const t = await getTranslations('account.errors')
  return (
    <Door title={t('notFoundTitle')}>
      <NotFound />
    </Door>
  )
}
