import { notFound } from 'next/navigation'
import { storeFields } from '@/components/organisation/fields'
import { RecordForm } from '@/components/organisation/record-form'
import { Banner } from '@/components/ui/banner'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { canMaintain } from '@/lib/organisation/rules'
import { listPartnerChoices } from '@/lib/partners/queries'
import { query } from '@/lib/session'
import { changeStore } from '@/lib/stores/actions'
import { findStore } from '@/lib/stores/queries'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata() {
  return { title: (await getTranslations('organisation.stores'))('edit') }
}

export default async function EditStore({ params }: PageProps<'/hq/stores/[code]/edit'>) {
  const [t, { code }] = [await getTranslations('organisation'), await params]
  const found = await query(async (tx, actor) =>
    canMaintain(actor)
      ? { store: await findStore(tx, code), partners: await listPartnerChoices(tx) }
      : undefined,
  )
  if (!found?.store) notFound()
  const { store, partners } = found
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('home'), href: '/hq' },
          { label: t('stores.title'), href: '/hq/stores' },
          { label: store.name, href: `/hq/stores/${code}` },
          { label: t('actions.edit') },
        ]}
      />
      <PageHeader title={t('stores.editTitle', { name: store.name })} />
      <Card className="max-w-3xl">
        {store.closedOn ? (
          <Banner title={t('unit.closed', { date: store.closedOn })}>{t('stores.closedDetail')}</Banner>
        ) : (
          <RecordForm
            action={changeStore}
            hidden={{ unitId: store.unitId, revision: `${store.revision}` }}
            submit={t('actions.save')}
            success={t('stores.changed')}
            doneHref={`/hq/stores/${code}`}
            cancelHref={`/hq/stores/${code}`}
            fields={storeFields(t, partners, { store })}
          />
        )}
      </Card>
    </>
  )
}
