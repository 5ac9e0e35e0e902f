import { FirstPasswordForm } from '@/components/organisation/first-password-form'
import { RecordForm } from '@/components/organisation/record-form'
import { Dialog } from '@/components/ui/dialog'
import { disableAccount, enableAccount, resetPassword } from '@/lib/access/actions'
import { useTranslations } from '@/lib/translations'

export function AccountButtons({ userId, isDisabled }: { userId: string; isDisabled: boolean }) {
  const t = useTranslations('organisation')
  if (isDisabled) {
    return (
      <Dialog trigger={t('access.enable')} title={t('access.enable')}>
        <RecordForm
          action={enableAccount}
          hidden={{ userId }}
          submit={t('access.enable')}
          success={t('access.enabled')}
          fields={[]}
        />
      </Dialog>
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
      <Dialog
        trigger={t('access.disable')}
        variant="danger"
        title={t('access.disable')}
        detail={t('access.disableDetail')}
      >
        <RecordForm
          action={disableAccount}
          hidden={{ userId }}
          variant="danger"
          submit={t('access.disable')}
          success={t('access.disabled')}
          fields={[]}
        />
      </Dialog>
    </>
  )
}
