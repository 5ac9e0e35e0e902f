import type { Actor } from '@/lib/actor'
import { nudgeCourse, withdrawCourse } from '@/lib/learning/actions'
import type { Learner } from '@/lib/learning/queries'
import { mayNudge, mayTakeBack } from '@/lib/learning/rules'
import { useTranslations } from '@/lib/translations'
import { ActionButton } from '../ui/action-button'
import { ConfirmForm } from '../ui/confirm-form'
import { Icon } from '../ui/icon'

/** What somebody who leads a person does about what they owe. */
export function OwingVerbs({ one, actor }: { one: Learner; actor: Actor }) {
  const t = useTranslations('courses.owing')
  const label = { name: one.name, course: one.title }
  return (
    <span className="verbs flex flex-wrap items-center justify-end gap-1">
      {mayNudge(one.nudgedAt === null ? null : new Date(one.nudgedAt), actor.now) ? (
        <ActionButton
          action={nudgeCourse}
          fields={{ enrollmentId: one.id }}
          size="small"
          icon={<Icon name="bell-ringing" />}
          label={t('nudgeLabel', label)}
        >
          {t('nudge')}
        </ActionButton>
      ) : (
        <span className="text-ink-2 text-sm">{t('nudged')}</span>
      )}
      {mayTakeBack(actor, one) && (
        <ConfirmForm
          trigger={t('withdraw')}
          triggerLabel={t('withdrawLabel', label)}
          title={t('withdrawTitle', label)}
          size="small"
          variant="ghost"
          action={withdrawCourse}
          fields={{ enrollmentId: one.id }}
          submit={t('withdraw')}
          reason={{ name: 'reason', label: t('reason'), hint: t('reasonHint'), required: true }}
        />
      )}
    </span>
  )
}
