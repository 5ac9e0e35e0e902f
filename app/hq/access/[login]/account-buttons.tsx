import { FirstPasswordForm } from '@/components/organisation/first-password-form'
import { RecordDialog } from '@/components/organisation/record-dialog'
import { Dialog } from '@/components/ui/dialog'
import { disableAccount, enableAccount, resetPassword } from '@/lib/access/actions'
import { useTranslations } from '@/lib/translations'

export function AccountButtons({ userId, isDisabled }: { userId: string; isDisabled: boolean }) {
  const t = useTranslations('organisation')
  if (isDisabled) {
    return (
      <RecordDialog
        trigger={t('access.enable')}
        action={enableAccount}
        hidden={{ userId }}
        success={t('access.enabled')}
      />
    )
  }
  return (
    <>
      <Dialog trigger={t('access.reset')} title={t('access.reset')} detail={t('access.resetDetail')}>
        <FirstPasswordForm
          action={resetPassword}
          hidden={{ userId }}
          words={{
            password: t('fields.password'),
            hint: t('hints.password'),
            another: t('access.another'),
            copy: t('access.copy'),
            copied: t('access.copied'),
            submit: t('access.resetSubmit'),
            doneTitle: t('access.resetTitle'),
            handOver: t('access.handOver'),
            login: t('fields.login'),
            done: t('access.done'),
          }}
        />
      </Dialog>
      <RecordDialog
        trigger={t('access.disable')}
        variant="danger"
        detail={t('access.disableDetail')}
        action={disableAccount}
        hidden={{ userId }}
        success={t('access.disabled')}
      />
    </>
  )
}
