import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { Door } from '@/components/account/door'
import { LocaleSwitch } from '@/components/account/locale-switch'
import { Banner } from '@/components/ui/banner'
import { env } from '@/env'
import { ownPath, startPath } from '@/lib/account/rules'
import { presentHolder, refusalOf } from '@/lib/auth'
import { currentLocale } from '@/lib/i18n'
import { getTranslations } from '@/lib/translations'
import { DemoAccounts } from './demo-accounts'
import { SignInForm } from './sign-in-form'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.signIn')
  return { title: t('title') }
}

export default async function SignInPage({ searchParams }: PageProps<'/login'>) {
  const params = await searchParams
  const next = ownPath(textOf(params.next))
  const holder = await presentHolder()
  if (holder) redirect(startPath(holder, next) as Route)
  const t = await getTranslations('account')
  const error = textOf(params.error)
  const refusal = error ? refusalOf(error) : undefined
  const words = {
    login: t('signIn.login'),
    password: t('signIn.password'),
    show: t('signIn.show'),
    submit: t('signIn.submit'),
    capsLock: t('signIn.capsLock'),
  }
  return (
    <Door title={t('signIn.title')}>
      {params.ended && !error && <Banner tone="info">{t('signIn.ended')}</Banner>}
      {params.out && !error && <Banner tone="ok">{t('signIn.out')}</Banner>}
      <SignInForm
        words={words}
        next={next}
        refusal={
          refusal &&
          t(`failure.${refusal.code === 'account.wait' ? 'wait' : 'wrong'}`, {
            minutes: 0,
            ...refusal.values,
          })
        }
      />
      <p className="text-ink-2 text-sm">{t('signIn.forgot')}</p>
      {env.demo && <DemoAccounts />}
      <LocaleSwitch current={await currentLocale()} label={t('signIn.language')} />
    </Door>
  )
}

function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
