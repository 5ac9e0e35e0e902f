import { positionFields } from '@/components/organisation/fields'
import { RecordDialog } from '@/components/organisation/record-dialog'
import { yuan } from '@/lib/pay/rules'
import { changePosition, retirePosition, setFloor } from '@/lib/positions/actions'
import type { Position } from '@/lib/positions/queries'
import { useTranslations } from '@/lib/translations'

export function PositionButtons({
  position,
  floor,
}: {
  position: Position
  /** Its lowest pay a month, in fen. */
  floor: number | undefined
}) {
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
        trigger={t('positions.floorTitle')}
        detail={t('positions.floorDetail')}
        action={setFloor}
        hidden={hidden}
        submit={t('actions.save')}
        success={t('positions.changed')}
        fields={[
          {
            kind: 'text',
            name: 'lowestPay',
            label: t('fields.lowestPayYuan'),
            hint: t('hints.lowestPay'),
            defaultValue: floor === undefined ? undefined : yuan(floor).replaceAll(',', ''),
            wide: true,
          },
        ]}
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
