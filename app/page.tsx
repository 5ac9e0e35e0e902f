import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { Door } from '@/components/account/door'
import { SignOutButton } from '@/components/account/sign-out-button'
import { Banner } from '@/components/ui/banner'
import { startPath } from '@/lib/account/rules'
import { presentHolder } from '@/lib/auth'
import { getTranslations } from '@/lib/translations'

/** The way in: to where a person works first, strangers to the sign-in page. */
export default async function Start() {
  const holder = await presentHolder()
  if (!holder) redirect('/login')
  const path = startPath(holder)
  if (path !== '/') redirect(path as Route)
  const t = await getTranslations('account')
  return (
    <Door title={t('noSeat.title')}>
      <Banner tone="warn">{t('noSeat.detail', { name: holder.name })}</Banner>
      <SignOutButton label={t('signOut')} />
    </Door>
  )
}
