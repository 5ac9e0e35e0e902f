import type { Metadata } from 'next'
import { getWhen } from '@/components/requests/when'
import { Consents } from '@/components/transfers/consents'
import { PageHeader } from '@/components/ui/page-header'
import { listOwnConsents } from '@/lib/consents/queries'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('transfers.consents'))('title') }
}

export default async function ConsentsPage() {
  const { actor, consents } = await query(async (tx, actor) => ({
    actor,
    consents: await listOwnConsents(tx, actor),
  }))
  const t = await getTranslations('transfers.consents')
  return (
    <>
      <PageHeader title={t('title')} detail={t('detail')} />
      <Consents consents={consents} when={await getWhen(actor.now)} base="/me" />
    </>
  )
}
