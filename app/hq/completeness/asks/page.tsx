import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AskBadge, useAskName } from '@/components/asks/ask-list'
import { Live } from '@/components/live/live'
import { ActionButton } from '@/components/ui/action-button'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { withParams } from '@/components/ui/search-params'
import { Table, Td, Th } from '@/components/ui/table'
import { Tabs } from '@/components/ui/tabs'
import { withdrawAsk } from '@/lib/asks/actions'
import { asksParams } from '@/lib/asks/input'
import { type AskRow, listOpenAsks } from '@/lib/asks/queries'
import { askStates, mayAsk, proposalOfItem } from '@/lib/asks/rules'
import { type PersonTab, personPath } from '@/lib/people/rules'
import { query } from '@/lib/session'
import { getTranslations, useTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('asks'))('title') }
}

/** 材料收集: what was asked for and is not in the files yet, the latest first. */
export default async function AsksPage({ searchParams }: PageProps<'/hq/completeness/asks'>) {
  const t = await getTranslations('asks')
  const completeness = await getTranslations('completeness')
  const typed = await searchParams
  const params = asksParams.parse(typed)
  const { actor, page } = await query(async (tx, actor) =>
    mayAsk(actor.role) ? { actor, page: await listOpenAsks(tx, actor, params) } : notFound(),
  )
  return (
    <InboxKeys>
      <Live topics={['employee']} />
      <Breadcrumb
        items={[{ label: completeness('title'), href: '/hq/completeness' }, { label: t('title') }]}
      />
      <PageHeader
        title={t('title')}
        detail={t('detail')}
        actions={
          <LinkButton href="/hq/completeness/ask" variant="primary" icon={<Icon name="send" />}>
            {t('many.link')}
          </LinkButton>
        }
      />
      <Tabs
        label={t('states.label')}
        items={askStates.map(state => ({
          href: withParams(typed, {
            state: state === 'late' ? undefined : state,
            after: undefined,
            before: undefined,
          }),
          label: t(`states.${state}`),
          count: page.counts[state],
          current: params.state === state,
        }))}
      />
      <Card flush>
        {page.rows.length > 0 ? (
          <AskTable rows={page.rows} today={actor.today} />
        ) : (
          <EmptyState icon={<Icon name="send" />} title={t('empty.title')} detail={t('empty.detail')} />
        )}
        <Pagination
          params={typed}
          total={page.counts[params.state]}
          cap={page.counts[params.state] + 1}
          previous={page.previous}
          next={page.next}
        />
      </Card>
    </InboxKeys>
  )
}

/** Where HR looks at what was sent: a proposal stands on the file, photos among the documents. */
function tabOf({ item, answeredAt }: AskRow): PersonTab {
  if (answeredAt === null) return 'overview'
  return proposalOfItem(item) ? 'file' : 'documents'
}

function AskTable({ rows, today }: { rows: AskRow[]; today: string }) {
  const t = useTranslations('asks')
  const nameOf = useAskName()
  return (
    <Table caption={t('title')}>
      <thead>
        <tr>
          <Th>{t('table.name')}</Th>
          <Th>{t('table.item')}</Th>
          <Th>{t('table.due')}</Th>
          <Th>{t('table.by')}</Th>
          <Th>
            <span className="sr-only">{t('table.verbs')}</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(ask => (
          <tr key={ask.id}>
            <td>
              <a href={personPath(ask.number, tabOf(ask))} className="row-link" data-row>
                {ask.name}
              </a>{' '}
              <span className="num text-ink-2">{ask.number}</span>
              <span className="block text-ink-2 text-sm">{ask.unitName}</span>
            </td>
            <Td label={t('table.item')}>{nameOf(ask)}</Td>
            <Td label={t('table.due')} className="num max-sm:col-span-2">
              <AskBadge ask={ask} today={today} />
            </Td>
            <Td label={t('table.by')} className="max-sm:col-span-2">
              {ask.askedByName}
              {ask.reason && <span className="block text-ink-2 text-sm">{ask.reason}</span>}
            </Td>
            <Td label={t('table.verbs')}>
              <ActionButton action={withdrawAsk} fields={{ askId: ask.id }} size="small" variant="ghost">
                {t('withdraw')}
              </ActionButton>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
