import { keptFromStores, reachOf } from '@/lib/fields/rules'
import { useTranslations } from '@/lib/translations'
import { Card } from '../ui/card'
import { DescList } from '../ui/desc-list'
import { MaskedValue } from '../ui/masked-value'
import { FieldLink } from './field-link'

/** Cards of a store's page say themselves what they hide of a person's contact, contract and certificates. */
const saidElsewhere: readonly string[] = ['phone', 'email', 'emergency', 'contract', 'certificates']

/** What of a file a store does not see, each with the reason: the rules by which the cards are drawn, said aloud. */
export function KeptCard({ hasConsent, fieldsAt }: { hasConsent: boolean; fieldsAt: string }) {
  const t = useTranslations('fields')
  const kept = keptFromStores(hasConsent).filter(field => !saidElsewhere.includes(field))
  return (
    <Card title={t('kept.title')} footer={t('kept.detail')}>
      <DescList
        columns={1}
        items={kept.map(field => ({
          label: t(`names.${field}`),
          value: (
            <MaskedValue
              hidden={t(reachOf(field, 'manager') === 'consent' ? 'kept.consent' : 'kept.never')}
            />
          ),
          more: <FieldLink at={fieldsAt} field={field} />,
        }))}
      />
    </Card>
  )
}
