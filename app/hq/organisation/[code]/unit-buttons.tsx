import { type FieldSpec, RecordForm } from '@/components/organisation/record-form'
import { Dialog } from '@/components/ui/dialog'
import { closeUnit, moveUnit, renameUnit } from '@/lib/organisation/actions'
import type { Unit } from '@/lib/organisation/queries'
import { effectiveOn, type TreeLine } from '@/lib/organisation/rules'
import { useTranslations } from '@/lib/translations'

export function UnitButtons({ unit, parents, today }: { unit: Unit; parents: TreeLine[]; today: string }) {
  const t = useTranslations('organisation')
  const hidden = { unitId: unit.id, revision: `${unit.revision}` }
  const effective: FieldSpec[] = [
    {
      kind: 'date',
      name: 'startsOn',
      label: t('fields.effectiveOn'),
      hint: t('hints.effectiveOn'),
      defaultValue: effectiveOn(today, unit.openedOn),
    },
    {
      kind: 'textarea',
      name: 'reason',
      label: t('fields.reason'),
      hint: t('hints.lateReason'),
      max: 500,
      wide: true,
    },
  ]
  return (
    <>
      <Dialog trigger={t('unit.rename')} title={t('unit.rename')} detail={t('unit.renameDetail')}>
        <RecordForm
          action={renameUnit}
          hidden={hidden}
          submit={t('unit.rename')}
          success={t('unit.renamed')}
          fields={[
            {
              kind: 'text',
              name: 'name',
              label: t('fields.name'),
              defaultValue: unit.name,
              required: true,
              max: 60,
              wide: true,
            },
            ...effective,
          ]}
        />
      </Dialog>
      {unit.kind !== 'headquarters' && (
        <>
          <Dialog trigger={t('unit.move')} title={t('unit.move')} detail={t('unit.moveDetail')}>
            <RecordForm
              action={moveUnit}
              hidden={hidden}
              submit={t('unit.move')}
              success={t('unit.moved')}
              fields={[
                {
                  kind: 'select',
                  name: 'parentId',
                  label: t('fields.parent'),
                  defaultValue: unit.parentId ?? undefined,
                  required: true,
                  wide: true,
                  options: parents.map(line => ({
                    value: line.unit.id,
                    label: `${'\u3000'.repeat(line.depth)}${line.unit.name}`,
                  })),
                },
                ...effective,
              ]}
            />
          </Dialog>
          <Dialog
            trigger={t('unit.close')}
            variant="danger"
            title={t('unit.close')}
            detail={t('unit.closeDetail')}
          >
            <RecordForm
              action={closeUnit}
              hidden={hidden}
              variant="danger"
              submit={t('unit.close')}
              success={t('unit.closed2')}
              fields={[]}
            />
          </Dialog>
        </>
      )}
    </>
  )
}
