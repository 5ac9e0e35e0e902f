import { AsOfBanner, AsOfForm } from '@/components/organisation/as-of'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { countPeople, listUnits } from '@/lib/organisation/queries'
import { canMaintain, drawTree, otherDay } from '@/lib/organisation/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { OpenUnitDialog } from './open-unit-dialog'
import { TreeTable } from './tree-table'

export async function generateMetadata() {
  return { title: (await getTranslations('organisation.tree'))('title') }
}

export default async function Organisation({ searchParams }: PageProps<'/hq/organisation'>) {
  const [t, params] = [await getTranslations('organisation'), await searchParams]
  const { actor, on, lines } = await query(async (tx, actor) => {
    const on = otherDay(params.on, actor.today)
    const units = await listUnits(tx, on ?? actor.today, actor.today)
    const people = await countPeople(
      tx,
      units.map(unit => unit.id),
      on ?? actor.today,
    )
    return { actor, on, lines: drawTree(units, people) }
  })
  const people = lines.filter(line => line.depth === 0).reduce((sum, line) => sum + line.total, 0)
  return (
    <InboxKeys>
      <Breadcrumb items={[{ label: t('home'), href: '/hq' }, { label: t('tree.title') }]} />
      <PageHeader
        title={t('tree.title')}
        detail={t('tree.detail', { units: lines.length, people })}
        actions={
          <>
            <AsOfForm on={on ?? actor.today} />
            {canMaintain(actor) && !on && <OpenUnitDialog lines={lines} />}
          </>
        }
      />
      <AsOfBanner on={on} asked={params.on} today={actor.today} backHref="/hq/organisation" />
      <Card flush>
        {lines.length > 0 ? (
          <TreeTable lines={lines} on={on} today={actor.today} />
        ) : (
          <EmptyState icon={<Icon name="sitemap" />} title={t('tree.empty')} detail={t('tree.emptyDetail')} />
        )}
      </Card>
    </InboxKeys>
  )
}
