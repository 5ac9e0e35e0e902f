import { IconPlus } from '@tabler/icons-react'
import { positionFields } from '@/components/organisation/fields'
import { RecordForm } from '@/components/organisation/record-form'
import { Dialog } from '@/components/ui/dialog'
import { addPosition } from '@/lib/positions/actions'
import { useTranslations } from '@/lib/translations'

export function AddPositionDialog() {
  const t = useTranslations('organisation')
  return (
    <Dialog
      trigger={t('positions.add')}
      variant="primary"
      icon={<IconPlus aria-hidden />}
      title={t('positions.add')}
      detail={t('positions.addDetail')}
    >
      <RecordForm
        action={addPosition}
        submit={t('positions.add')}
        success={t('positions.added')}
        fields={[
          ...positionFields(t),
          {
            kind: 'text',
            name: 'code',
            label: t('fields.code'),
            hint: t('hints.code'),
            required: true,
            max: 40,
            wide: true,
          },
        ]}
      />
    </Dialog>
  )
}
