import { notFound } from 'next/navigation'
import { storeFields } from '@/components/organisation/fields'
import { RecordForm } from '@/components/organisation/record-form'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { listUnitChoices } from '@/lib/organisation/queries'
import { canMaintain } from '@/lib/organisation/rules'
import { listPartnerChoices } from '@/lib/partners/queries'
import { query } from '@/lib/session'
import { openStore } from '@/lib/stores/actions'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata() {
  return { title: (await getTranslations('organisation.stores'))('open') }
}

export default async function NewStore() {
  const t = await getTranslations('organisation')
  const found = await query(
    async (tx, actor) =>
      canMaintain(actor) && {
        partners: await listPartnerChoices(tx),
        places: await listUnitChoices(tx, ['headquarters', 'department', 'region']),
      },
  )
  if (!found) notFound()
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('home'), href: '/hq' },
          { label: t('stores.title'), href: '/hq/stores' },
          { label: t('stores.open') },
        ]}
      />
      <PageHeader title={t('stores.open')} detail={t('stores.openDetail')} />
      <Card className="max-w-3xl">
        <RecordForm
          action={openStore}
          submit={t('stores.open')}
          success={t('stores.opened')}
          doneHref="/hq/stores/{code}"
          cancelHref="/hq/stores"
          fields={storeFields(t, found.partners, { places: found.places })}
        />
      </Card>
    </>
  )
}
