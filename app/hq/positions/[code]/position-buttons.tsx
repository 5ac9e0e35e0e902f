import { positionFields } from '@/components/organisation/fields'
import { RecordDialog } from '@/components/organisation/record-dialog'
import { changePosition, retirePosition } from '@/lib/positions/actions'
import type { Position } from '@/lib/positions/queries'
import { useTranslations } from '@/lib/translations'

export function PositionButtons({ position }: { position: Position }) {
  const t = useTranslations('organisation')
  const hidden = { positionId: position.id, revision: `${position.revision}` }
  return (
    <>
      <RecordDialog
        trigger={t('positions.edit')}
        action={changePosition}
        hidden={hidden}
        submit={t('actions.save')}
        success={t('positions.changed')}
        fields={positionFields(t, position)}
      />
      <RecordDialog
        trigger={t('positions.retire')}
        variant="danger"
        detail={t('positions.retireDetail')}
        action={retirePosition}
        hidden={hidden}
        success={t('positions.retired')}
      />
    </>
  )
}
