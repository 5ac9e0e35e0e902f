import { discardMonth, issueMonth, reckonMonth } from '@/lib/insurance/actions'
import type { RunRow } from '@/lib/insurance/queries'
import { useTranslations } from '@/lib/translations'
import { ConfirmForm } from '../ui/confirm-form'
import { Icon } from '../ui/icon'

export function ReckonButton({ month, isAgain }: { month: string; isAgain: boolean }) {
  const t = useTranslations('insurance')
  return (
    <ConfirmForm
      action={reckonMonth}
      fields={{ month }}
      trigger={t(isAgain ? 'again' : 'reckon')}
      variant={isAgain ? undefined : 'primary'}
      icon={<Icon name="report-analytics" />}
      title={t(isAgain ? 'againTitle' : 'reckonTitle', { month })}
      detail={t(isAgain ? 'againDetail' : 'reckonDetail')}
      submit={t('submit')}
      {...(isAgain && {
        reason: { name: 'reason', label: t('reason'), hint: t('reasonHint'), required: true },
      })}
    />
  )
}

/** What can be done with sums that nobody saw yet. */
export function RunVerbs({ run, month }: { run: RunRow; month: string }) {
  const t = useTranslations('insurance')
  return (
    <span className="flex flex-wrap gap-2">
      {run.status === 'draft' && run.changed > 0 && (
        <ConfirmForm
          action={issueMonth}
          fields={{ runId: run.id }}
          trigger={t('issue')}
          variant="primary"
          icon={<Icon name="send" />}
          title={t('issueTitle', { month })}
          detail={t('issueDetail', { n: run.changed })}
          submit={t('issue')}
        />
      )}
      {run.status !== 'issuing' && (
        <ConfirmForm
          action={discardMonth}
          fields={{ runId: run.id }}
          trigger={t('discard')}
          title={t('discardTitle')}
          detail={t('discardDetail')}
          submit={t('discard')}
        />
      )}
    </span>
  )
}
