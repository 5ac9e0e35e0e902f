import { creditCodeField } from '@/components/organisation/fields'
import { RecordDialog } from '@/components/organisation/record-dialog'
import type { FieldSpec } from '@/components/organisation/record-form'
import { closeUnit, moveUnit, nameEmployer, renameUnit } from '@/lib/organisation/actions'
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
      wide: true,
    },
  ]
  return (
    <>
      <RecordDialog
        trigger={t('unit.rename')}
        detail={t('unit.renameDetail')}
        action={renameUnit}
        hidden={hidden}
        success={t('unit.renamed')}
        fields={[
          {
            kind: 'text',
            name: 'name',
            label: t('fields.name'),
            defaultValue: unit.name,
            required: true,
            wide: true,
          },
          ...effective,
        ]}
      />
      {unit.kind === 'headquarters' && (
        <RecordDialog
          trigger={t('unit.employer')}
          detail={t('unit.employerDetail')}
          action={nameEmployer}
          hidden={hidden}
          submit={t('actions.save')}
          success={t('unit.employerNamed')}
          fields={[
            {
              kind: 'text',
              name: 'legalName',
              label: t('fields.legalName'),
              hint: t('hints.legalName'),
              defaultValue: unit.legalName ?? undefined,
              required: true,
              wide: true,
            },
            creditCodeField(t, unit.creditCode),
          ]}
        />
      )}
      {unit.kind !== 'headquarters' && (
        <>
          <RecordDialog
            trigger={t('unit.move')}
            detail={t('unit.moveDetail')}
            action={moveUnit}
            hidden={hidden}
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
          <RecordDialog
            trigger={t('unit.close')}
            variant="danger"
            detail={t('unit.closeDetail')}
            action={closeUnit}
            hidden={hidden}
            success={t('unit.closed2')}
          />
        </>
      )}
    </>
  )
}
