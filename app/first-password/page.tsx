import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Door } from '@/components/account/door'
import { LocaleSwitch } from '@/components/account/locale-switch'
import { SignOutButton } from '@/components/account/sign-out-button'
import { presentHolder } from '@/lib/auth'
import { currentLocale } from '@/lib/i18n'
import { getTranslations } from '@/lib/translations'
import { FirstPasswordForm } from './first-password-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.firstPassword')
  return { title: t('title') }
}

export default async function FirstPasswordPage() {
  const holder = await presentHolder()
  if (!holder) redirect('/login')
  if (!holder.mustChange) redirect('/')
  const t = await getTranslations('account')
  const words = {
    password: t('password.next'),
    repeated: t('password.repeated'),
    hint: t('password.hint'),
    submit: t('firstPassword.submit'),
  }
  return (
    <Door title={t('firstPassword.title')} lead={t('firstPassword.lead', { name: holder.name })}>
      <FirstPasswordForm words={words} login={holder.login} />
      <SignOutButton label={t('signOut')} />
      <LocaleSwitch current={await currentLocale()} label={t('signIn.language')} />
    </Door>
  )
}
