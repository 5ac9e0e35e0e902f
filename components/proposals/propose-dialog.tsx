import { propose } from '@/lib/proposals/actions'
import type { ProposalKind } from '@/lib/proposals/rules'
import { useTranslations } from '@/lib/translations'
import type { ButtonSize, ButtonVariant } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { useProposedFields, useProposeWords } from './fields'
import { ProposeForm } from './propose-form'

/** Asks for a change of one kind in one's own file. */
export function ProposeDialog({
  kind,
  trigger,
  size,
  variant,
}: {
  kind: ProposalKind
  trigger: string
  size?: ButtonSize
  variant?: ButtonVariant
}) {
  const t = useTranslations('proposals')
  const fieldsFor = useProposedFields()
  const words = useProposeWords()
  const title = t('form.title', { kind: t(`kinds.${kind}`) })
  return (
    <Dialog
      trigger={trigger}
      triggerLabel={title}
      {...(size && { size })}
      {...(variant && { variant })}
      title={title}
      detail={t('form.detail')}
    >
      <ProposeForm action={propose} fixed={{ kind }} fields={fieldsFor(kind)} words={words} />
    </Dialog>
  )
}
