import { positionFields } from '@/components/organisation/fields'
import { RecordForm } from '@/components/organisation/record-form'
import { Dialog } from '@/components/ui/dialog'
import { changePosition, retirePosition } from '@/lib/positions/actions'
import type { Position } from '@/lib/positions/queries'
import { useTranslations } from '@/lib/translations'

export function PositionButtons({ position }: { position: Position }) {
  const t = useTranslations('organisation')
  const hidden = { positionId: position.id, revision: `${position.revision}` }
  return (
    <>
      <Dialog trigger={t('positions.edit')} title={t('positions.edit')}>
        <RecordForm
          action={changePosition}
          hidden={hidden}
          submit={t('actions.save')}
          success={t('positions.changed')}
          fields={positionFields(t, position)}
        />
      </Dialog>
      <Dialog
        trigger={t('positions.retire')}
        variant="danger"
        title={t('positions.retire')}
        detail={t('positions.retireDetail')}
      >
        <RecordForm
          action={retirePosition}
          hidden={hidden}
          variant="danger"
          submit={t('positions.retire')}
          success={t('positions.retired')}
          fields={[]}
        />
      </Dialog>
    </>
  )
}
