import type { Metadata } from 'next'
import { Door } from '@/components/account/door'
import { MailLinkForm } from '@/components/notifications/mail-link-form'
import { Banner } from '@/components/ui/banner'
import { stopMail } from '@/lib/notifications/actions'
import { readStopText, stopPurpose } from '@/lib/notifications/rules'
import { readSigned } from '@/lib/signed'
import { getFormatter, getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('channels.stopPage'))('title') }
}

/** The last link of every mail: says what it would turn off, and does it on a press. */
export default async function StopPage({ params }: PageProps<'/mail/stop/[token]'>) {
  const { token } = await params
  const t = await getTranslations('channels')
  const format = await getFormatter()
  const stop = readStopText(readSigned(stopPurpose, token))
  const names = stop?.groups.map(group => t(`groups.${group}`)) ?? []
  return (
    <Door title={t('stopPage.title')}>
      {stop ? (
        <MailLinkForm
          action={stopMail}
          token={token}
          words={{
            detail: t('stopPage.detail', { groups: format.list(names) }),
            submit: t('stopPage.submit'),
            done: t('stopPage.done'),
            doneDetail: t('stopPage.doneDetail'),
            settings: t('confirmPage.settings'),
          }}
        />
      ) : (
        <Banner tone="bad">{t('failure.linkBad')}</Banner>
      )}
    </Door>
  )
}
