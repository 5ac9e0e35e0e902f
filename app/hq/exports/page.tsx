import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ExportList } from '@/components/exports/export-list'
import { Live } from '@/components/live/live'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { listExports } from '@/lib/exports/queries'
import { mayListPeople } from '@/lib/people/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports'))('title') }
}

export default async function ExportsPage() {
  const found = await query(async (tx, actor) =>
    mayListPeople(actor.role) ? { actor, exports: await listExports(tx, actor) } : undefined,
  )
  if (!found) notFound()
  const { actor, exports } = found
  const t = await getTranslations('exports')
  const people = await getTranslations('people.list')
  return (
    <>
      <Breadcrumb items={[{ label: people('title'), href: '/hq/people' }, { label: t('title') }]} />
      <PageHeader title={t('title')} detail={t('detail')} />
      <Live topics={['export']} />
      <Card flush>
        {exports.length > 0 ? (
          <ExportList exports={exports} now={actor.now} />
        ) : (
          <EmptyState
            icon={<Icon name="download" />}
            title={t('empty')}
            detail={t('emptyDetail')}
            action={<LinkButton href="/hq/people">{t('toPeople')}</LinkButton>}
          />
        )}
      </Card>
    </>
  )
}
