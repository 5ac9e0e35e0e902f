import { sendDocument } from '@/lib/documents/actions'
import type { ScanKind } from '@/lib/documents/rules'
import { useTranslations } from '@/lib/translations'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import { DocumentForm } from './document-form'
import { formWords, kindOptions } from './words'

/**
 * One's own documents are sent from wherever they are missed.
 * @param kinds what was asked for or is missing, which is then all that there is to choose
 */
export function SendDialog({
  trigger,
  variant,
  size,
  kinds,
}: {
  trigger: string
  variant?: 'primary' | 'plain'
  size?: 'small'
  kinds?: ScanKind[]
}) {
  const t = useTranslations('documents')
  return (
    <Dialog
      trigger={trigger}
      variant={variant}
      size={size}
      icon={<Icon name="plus" />}
      title={t('me.send')}
      detail={t('me.detail')}
    >
      <DocumentForm
        action={sendDocument}
        words={formWords(t, t('me.send'), t('me.sent'))}
        kinds={kindOptions(t).filter(one => !kinds || kinds.some(kind => kind === one.value))}
      />
    </Dialog>
  )
}
