import { Card } from '@/components/ui/card'
import { DescList } from '@/components/ui/desc-list'
import { lastDayOf } from '@/lib/contracts/rules'
import { useFormatter, useTranslations } from '@/lib/translations'
import type { StorePageData } from './store-page'

export function StoreFactsCard({ page: { store, partner, leads } }: { page: StorePageData }) {
  const t = useTranslations('organisation')
  const [first] = leads
  const link = 'text-hq-ink hover:underline'
  const format = useFormatter()
  return (
    <Card title={t('stores.facts')}>
      <DescList
        items={[
          {
            label: t('stores.leads'),
            value: first ? (
              <>
                {format.list(
                  leads.map(lead => lead.name),
                  { style: 'narrow' },
                )}
                {first.unitId !== store.unitId && (
                  <span className="ms-2 text-ink-3 text-sm">
                    {t('unit.leadsAbove', { unit: first.unitName })}
                  </span>
                )}
              </>
            ) : store.closedOn ? (
              '—'
            ) : (
              t('unit.noLead')
            ),
          },
          {
            label: t('fields.parent'),
            value: (
              <a className={link} href={`/hq/organisation/${store.parentCode}`}>
                {store.parentName}
              </a>
            ),
          },
          ...(partner
            ? [
                {
                  label: t('fields.partner'),
                  value: (
                    <a className={link} href={`/hq/partners/${partner.code}`}>
                      {partner.name}
                    </a>
                  ),
                },
                { label: t('stores.agreement'), value: <AgreementInForce partner={partner} /> },
              ]
            : []),
          { label: t('fields.address'), value: `${store.city} ${store.address}` },
          { label: t('fields.phone'), value: store.phone || '—' },
          { label: t('fields.openedOn'), value: <span className="num">{store.openedOn}</span> },
          { label: t('fields.zone'), value: store.zone },
        ]}
      />
    </Card>
  )
}

function AgreementInForce({ partner }: { partner: NonNullable<StorePageData['partner']> }) {
  const t = useTranslations('organisation')
  if (!partner.agreementNumber || !partner.agreementKind) {
    return (
      <>
        {t('stores.noAgreement')}
        <span className="block text-ink-3 text-sm">{t('stores.noAgreementDetail')}</span>
      </>
    )
  }
  return (
    <>
      {t(`agreementKinds.${partner.agreementKind}`)} <span className="num">{partner.agreementNumber}</span>
      <span className="num block text-ink-3 text-sm">
        {t('partners.period', {
          from: partner.startsOn ?? '',
          to: partner.endsOn ? lastDayOf(partner.endsOn) : t('partners.openEnd'),
        })}
      </span>
    </>
  )
}
