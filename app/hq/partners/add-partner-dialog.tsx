import { IconPlus } from '@tabler/icons-react'
import { partnerFields } from '@/components/organisation/fields'
import { RecordForm } from '@/components/organisation/record-form'
import { Dialog } from '@/components/ui/dialog'
import { addPartner } from '@/lib/partners/actions'
import { useTranslations } from '@/lib/translations'

export function AddPartnerDialog() {
  const t = useTranslations('organisation')
  return (
    <Dialog
      trigger={t('partners.add')}
      variant="primary"
      icon={<IconPlus aria-hidden />}
      title={t('partners.add')}
      detail={t('partners.addDetail')}
    >
      <RecordForm
        action={addPartner}
        submit={t('partners.add')}
        success={t('partners.added')}
        doneHref="/hq/partners/{code}"
        fields={[
          ...partnerFields(t),
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
