import { notFound } from 'next/navigation'
import { AgreementBadge } from '@/components/organisation/badges'
import { partnerFields } from '@/components/organisation/fields'
import { History } from '@/components/organisation/history'
import { PeopleTable } from '@/components/organisation/people-table'
import { RecordDialog } from '@/components/organisation/record-dialog'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { DescList } from '@/components/ui/desc-list'
import { PageHeader } from '@/components/ui/page-header'
import { canMaintain, canReadPartners } from '@/lib/organisation/rules'
import { changePartner } from '@/lib/partners/actions'
import { findPartner } from '@/lib/partners/queries'
import { agreementThatCounts } from '@/lib/partners/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { AgreementsCard } from './agreements-card'
import { ChecksCard } from './checks-card'
import { LimitsCard } from './limits-card'
import { findPartnerPage } from './partner-page'
import { PartnerStoresCard } from './partner-stores-card'

export async function generateMetadata({ params }: PageProps<'/hq/partners/[code]'>) {
  const { code } = await params
  const partner = await query(async (tx, actor) => canReadPartners(actor) && findPartner(tx, code))
  return { title: partner ? partner.name : undefined }
}

export default async function PartnerPage({ params }: PageProps<'/hq/partners/[code]'>) {
  const [t, { code }] = [await getTranslations('organisation'), await params]
  const found = await query(async (tx, actor) => {
    const page = await findPartnerPage(tx, actor, code)
    return page && { ...page, actor }
  })
  if (!found) notFound()
  const { partner, actor } = found
  const shown = agreementThatCounts(found.agreements)
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('home'), href: '/hq' },
          { label: t('partners.title'), href: '/hq/partners' },
          { label: partner.name },
        ]}
      />
      <PageHeader
        title={partner.name}
        badge={<AgreementBadge state={shown?.state ?? null} kind={shown?.kind ?? null} />}
        detail={`${t('partners.storeCount', { count: found.stores.length })} · ${t('partners.people', { count: found.peopleCount })}`}
        actions={
          canMaintain(actor) && (
            <RecordDialog
              trigger={t('partners.edit')}
              action={changePartner}
              hidden={{ partnerId: partner.id, revision: `${partner.revision}` }}
              submit={t('actions.save')}
              success={t('partners.changed')}
              fields={partnerFields(t, partner)}
            />
          )
        }
      />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid gap-3">
          <LimitsCard page={found} />
          <AgreementsCard page={found} mayChange={canMaintain(actor)} />
          <Card title={t('partners.peopleTitle')} flush>
            {found.people ? (
              <PeopleTable
                people={found.people}
                caption={t('partners.peopleTitle')}
                empty={{ title: t('partners.noPeople'), detail: t('partners.noPeopleDetail') }}
              />
            ) : (
              <p className="p-(--pad) text-ink-2">{t('unit.peopleHidden')}</p>
            )}
          </Card>
        </div>
        <div className="grid gap-3">
          <Card title={t('partners.facts')}>
            <DescList
              columns={1}
              items={[
                { label: t('fields.code'), value: partner.code },
                { label: t('fields.creditCode'), value: partner.creditCode },
                { label: t('fields.contactName'), value: partner.contactName || '—' },
                { label: t('fields.contactPhone'), value: partner.contactPhone || '—' },
              ]}
            />
          </Card>
          <PartnerStoresCard stores={found.stores} counts={found.counts} />
          <ChecksCard limits={found.limits} />
          {found.history && <History rows={found.history} />}
        </div>
      </div>
    </>
  )
}
