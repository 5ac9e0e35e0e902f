import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Live } from '@/components/live/live'
import { RecordDialog } from '@/components/organisation/record-dialog'
import { TagVerbs } from '@/components/tags/tag-verbs'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { RowLink, Table, Td, Th } from '@/components/ui/table'
import { query } from '@/lib/session'
import { addTag } from '@/lib/tags/actions'
import { listTags } from '@/lib/tags/queries'
import { mayKeepTags } from '@/lib/tags/rules'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tags'))('title') }
}

export default async function TagsPage() {
  const tags = await query(async (tx, actor) => (mayKeepTags(actor) ? listTags(tx) : undefined))
  if (!tags) notFound()
  const t = await getTranslations('tags')
  const people = await getTranslations('people.list')
  const portals = await getTranslations('account.portals')
  const add = (
    <RecordDialog
      trigger={t('add')}
      variant="primary"
      icon={<Icon name="plus" />}
      action={addTag}
      success={t('added')}
      fields={[{ kind: 'text', name: 'name', label: t('name'), required: true, wide: true }]}
    />
  )
  return (
    <InboxKeys>
      <Live topics={['tag', 'employee']} />
      <Breadcrumb
        items={[
          { label: portals('hq'), href: '/hq' },
          { label: people('title'), href: '/hq/people' },
          { label: t('title') },
        ]}
      />
      <PageHeader title={t('title')} detail={t('detail')} actions={add} />
      <Card flush>
        {tags.length === 0 ? (
          <EmptyState icon={<Icon name="tags" />} title={t('empty')} detail={t('emptyDetail')} action={add} />
        ) : (
          <Table caption={t('caption')}>
            <thead>
              <tr>
                <Th>{t('columns.name')}</Th>
                <Th numeric>{t('columns.people')}</Th>
                <Th>
                  <span className="sr-only">{t('columns.verbs')}</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {tags.map(tag => (
                <tr key={tag.id}>
                  <Td>
                    <RowLink href={`/hq/tags/${tag.id}`}>{tag.name}</RowLink>{' '}
                    {tag.retiredOn && <Badge>{t('retiredOn', { date: tag.retiredOn })}</Badge>}
                  </Td>
                  <Td label={t('columns.people')} numeric className="num">
                    {tag.people}
                  </Td>
                  <Td>
                    <span className="flex flex-wrap justify-end gap-2">
                      {!tag.retiredOn && <TagVerbs tag={tag} size="small" />}
                    </span>
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </InboxKeys>
  )
}
