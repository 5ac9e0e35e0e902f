import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Live } from '@/components/live/live'
import { RecordDialog } from '@/components/organisation/record-dialog'
import { getWhen } from '@/components/requests/when'
import { TagVerbs } from '@/components/tags/tag-verbs'
import { TakeTag } from '@/components/tags/take-tag'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { RowLink, Table, Td, Th } from '@/components/ui/table'
import { isId } from '@/lib/id'
import { textParam } from '@/lib/paging'
import { query } from '@/lib/session'
import { giveTag } from '@/lib/tags/actions'
import { getTag, listTagged } from '@/lib/tags/queries'
import { mayKeepTags } from '@/lib/tags/rules'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tags'))('title') }
}

export default async function TagPage({ params, searchParams }: PageProps<'/hq/tags/[id]'>) {
  const { id } = await params
  const typed = await searchParams
  const found = await query(async (tx, actor) => {
    if (!mayKeepTags(actor) || !isId(id)) return undefined
    const tag = await getTag(tx, id)
    const asked = { after: textParam(typed.after, 600), before: textParam(typed.before, 600) }
    return { actor, tag, page: await listTagged(tx, id, asked) }
  })
  if (!found) notFound()
  const { actor, tag, page } = found
  const t = await getTranslations('tags')
  const portals = await getTranslations('account.portals')
  const when = await getWhen(actor.now)
  const give = !tag.retiredOn && (
    <RecordDialog
      trigger={t('give')}
      variant="primary"
      icon={<Icon name="user-plus" />}
      detail={t('giveDetail', { tag: tag.name })}
      action={giveTag}
      hidden={{ tagId: tag.id }}
      success={t('given')}
      fields={[
        {
          kind: 'pick',
          name: 'employeeId',
          label: t('person'),
          url: '/hq/search/people',
          placeholder: t('personPlaceholder'),
          required: true,
          wide: true,
        },
      ]}
    />
  )
  return (
    <InboxKeys>
      <Live topics={['tag', 'employee']} />
      <Breadcrumb
        items={[
          { label: portals('hq'), href: '/hq' },
          { label: t('title'), href: '/hq/tags' },
          { label: tag.name },
        ]}
      />
      <PageHeader
        title={tag.name}
        badge={tag.retiredOn && <Badge>{t('retiredOn', { date: tag.retiredOn })}</Badge>}
        detail={t('people', { n: tag.people })}
        actions={
          !tag.retiredOn && (
            <>
              <TagVerbs tag={tag} />
              {give}
            </>
          )
        }
      />
      <Card flush>
        {page.rows.length === 0 ? (
          <EmptyState
            icon={<Icon name="tags" />}
            title={t('nobody')}
            detail={t('nobodyDetail')}
            action={give}
          />
        ) : (
          <Table caption={t('holders')}>
            <thead>
              <tr>
                <Th>{t('holder.name')}</Th>
                <Th>{t('holder.number')}</Th>
                <Th>{t('holder.unit')}</Th>
                <Th>{t('holder.position')}</Th>
                <Th>{t('holder.by')}</Th>
                <Th>
                  <span className="sr-only">{t('columns.verbs')}</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {page.rows.map(row => (
                <tr key={row.id}>
                  <Td>
                    <RowLink href={`/hq/people/${row.number}`}>{row.name}</RowLink>
                  </Td>
                  <Td label={t('holder.number')} className="num">
                    {row.number}
                  </Td>
                  <Td label={t('holder.unit')}>{row.unitName || '—'}</Td>
                  <Td label={t('holder.position')}>{row.positionName || '—'}</Td>
                  <Td label={t('holder.by')} className="num">
                    {t('byOn', { name: row.givenByName, date: when.stamp(new Date(row.givenAt)) })}
                  </Td>
                  <Td>
                    <span className="flex justify-end">
                      <TakeTag tag={tag} employee={row} />
                    </span>
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        {(page.previous || page.next) && (
          <Pagination params={typed} total={tag.people} previous={page.previous} next={page.next} />
        )}
      </Card>
    </InboxKeys>
  )
}
