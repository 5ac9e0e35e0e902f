import { codeField } from '@/components/organisation/fields'
import { RecordDialog } from '@/components/organisation/record-dialog'
import { Icon } from '@/components/ui/icon'
import { openUnit } from '@/lib/organisation/actions'
import type { TreeLine } from '@/lib/organisation/rules'
import { useTranslations } from '@/lib/translations'

export function OpenUnitDialog({ lines }: { lines: TreeLine[] }) {
  const t = useTranslations('organisation')
  const parents = lines.filter(line => line.unit.kind !== 'store')
  return (
    <RecordDialog
      trigger={t('tree.openUnit')}
      variant="primary"
      icon={<Icon name="plus" />}
      detail={t('tree.openUnitDetail')}
      action={openUnit}
      success={t('tree.opened')}
      doneHref="/hq/organisation/{code}"
      fields={[
        {
          kind: 'select',
          name: 'kind',
          label: t('fields.kind'),
          required: true,
          options: (['department', 'region'] as const).map(value => ({
            value,
            label: t(`kinds.${value}`),
          })),
        },
        { kind: 'text', name: 'name', label: t('fields.name'), required: true },
        {
          kind: 'select',
          name: 'parentId',
          label: t('fields.parent'),
          required: true,
          options: parents.map(({ unit, depth }) => ({
            value: unit.id,
            label: `${'\u3000'.repeat(depth)}${unit.name}`,
          })),
        },
        { kind: 'date', name: 'openedOn', label: t('fields.openedOn'), hint: t('hints.openedOn') },
        codeField(t),
      ]}
    />
  )
}
