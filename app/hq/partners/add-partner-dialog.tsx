import { codeField, partnerFields } from '@/components/organisation/fields'
import { RecordDialog } from '@/components/organisation/record-dialog'
import { Icon } from '@/components/ui/icon'
import { addPartner } from '@/lib/partners/actions'
import { useTranslations } from '@/lib/translations'

export function AddPartnerDialog() {
  const t = useTranslations('organisation')
  return (
    <RecordDialog
      trigger={t('partners.add')}
      variant="primary"
      icon={<Icon name="plus" />}
      detail={t('partners.addDetail')}
      action={addPartner}
      success={t('partners.added')}
      doneHref="/hq/partners/{code}"
      fields={[...partnerFields(t), codeField(t)]}
    />
  )
}
