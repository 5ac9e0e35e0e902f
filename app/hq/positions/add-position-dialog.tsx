import { codeField, positionFields } from '@/components/organisation/fields'
import { RecordDialog } from '@/components/organisation/record-dialog'
import { Icon } from '@/components/ui/icon'
import { addPosition } from '@/lib/positions/actions'
import { useTranslations } from '@/lib/translations'

export function AddPositionDialog() {
  const t = useTranslations('organisation')
  return (
    <RecordDialog
      trigger={t('positions.add')}
      variant="primary"
      icon={<Icon name="plus" />}
      detail={t('positions.addDetail')}
      action={addPosition}
      success={t('positions.added')}
      fields={[...positionFields(t), codeField(t)]}
    />
  )
}
