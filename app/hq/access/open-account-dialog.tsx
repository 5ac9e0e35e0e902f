import { FirstPasswordForm } from '@/components/organisation/first-password-form'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { openAccount } from '@/lib/access/actions'
import { useTranslations } from '@/lib/translations'

/** Only HR ties accounts to employees: an admin sees no personnel data. */
export function OpenAccountDialog({ byHr }: { byHr: boolean }) {
  const t = useTranslations('organisation')
  return (
    <Dialog
      trigger={t('access.open')}
      variant="primary"
      icon={<Icon name="plus" />}
      title={t('access.open')}
      detail={t('access.openDetail')}
    >
      <FirstPasswordForm
        action={openAccount}
        fields={[
          { name: 'name', label: t('access.columns.name'), required: true },
          { name: 'login', label: t('fields.login'), hint: t('hints.login'), required: true },
          ...(byHr
            ? [
                {
                  name: 'employeeNumber',
                  label: t('fields.employeeNumber'),
                  hint: t('hints.employeeNumber'),
                },
              ]
            : []),
        ]}
        words={{
          password: t('fields.password'),
          hint: t('hints.password'),
          another: t('access.another'),
          copy: t('access.copy'),
          copied: t('access.copied'),
          submit: t('access.openSubmit'),
          doneTitle: t('access.openedTitle'),
          handOver: t('access.handOver'),
          login: t('fields.login'),
          done: t('access.done'),
          goOn: t('access.openAccountPage'),
        }}
      />
    </Dialog>
  )
}
