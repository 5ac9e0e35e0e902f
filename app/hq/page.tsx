import { getTranslations } from 'next-intl/server'
import { PageHeader } from '@/components/ui/page-header'
import { currentActor } from '@/lib/session'

export default async function Workbench() {
  const t = await getTranslations('account.nav')
  const actor = await currentActor()
  return <PageHeader title={t('workbench')} detail={actor.name} />
}
