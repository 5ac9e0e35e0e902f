import type { Metadata } from 'next'
import { Door } from '@/components/account/door'
import { MailLinkForm } from '@/components/notifications/mail-link-form'
import { confirmAddress } from '@/lib/notifications/actions'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('channels.confirmPage'))('title') }
}

/** Where the link of the mail that asks leads. A button, because mail programs open links to look at them. */
export default async function ConfirmPage({ params }: PageProps<'/mail/confirm/[token]'>) {
  const { token } = await params
  const t = await getTranslations('channels.confirmPage')
  return (
    <Door title={t('title')}>
      <MailLinkForm
        action={confirmAddress}
        token={token}
        words={{
          detail: t('detail'),
          submit: t('submit'),
          done: t('done'),
          doneDetail: t('doneDetail'),
          settings: t('settings'),
        }}
      />
    </Door>
  )
}
