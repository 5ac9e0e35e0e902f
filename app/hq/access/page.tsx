import { notFound } from 'next/navigation'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { QueryStrip, SelectFilter } from '@/components/ui/query-strip'
import { withParams } from '@/components/ui/search-params'
import { Tabs } from '@/components/ui/tabs'
import { accountSorts } from '@/lib/access/input'
import { countAccounts, countCap, listAccounts } from '@/lib/access/queries'
import { canManageAccess, canReadAccess, grantRoles } from '@/lib/access/rules'
import { choiceParam, sortParam, textParam } from '@/lib/paging'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { AccountsTable } from './accounts-table'
import { OpenAccountDialog } from './open-account-dialog'

const states = ['active', 'disabled', 'all'] as const
const views = ['holders', 'all'] as const

export async function generateMetadata() {
  return { title: (await getTranslations('organisation.access'))('title') }
}

export default async function Access({ searchParams }: PageProps<'/hq/access'>) {
  const [t, roles] = [await getTranslations('organisation'), await getTranslations('account.roles')]
  const params = await searchParams
  const filter = {
    q: textParam(params.q),
    role: choiceParam(params.role, ['', ...grantRoles]) || undefined,
    state: choiceParam(params.state, states),
    view: choiceParam(params.view, views),
    sort: sortParam(params.sort, accountSorts),
    after: textParam(params.after, 600),
    before: textParam(params.before, 600),
  }
  const otherView = filter.view === 'holders' ? 'all' : 'holders'
  const found = await query(async (tx, actor) => {
    if (!canReadAccess(actor)) return undefined
    const page = await listAccounts(tx, filter, actor.today)
    const elsewhere =
      page.total === 0 ? await countAccounts(tx, { ...filter, view: otherView }, actor.today) : 0
    return { actor, page, elsewhere }
  })
  if (!found) notFound()
  const { actor, page, elsewhere } = found
  return (
    <InboxKeys>
      <Breadcrumb items={[{ label: t('home'), href: '/hq' }, { label: t('access.title') }]} />
      <PageHeader
        title={t('access.title')}
        detail={t('access.detail')}
        actions={canManageAccess(actor) && <OpenAccountDialog byHr={actor.role === 'hr'} />}
      />
      <Tabs
        label={t('access.view.label')}
        items={views.map(view => ({
          href: view === 'holders' ? '/hq/access' : `/hq/access?view=${view}`,
          label: t(`access.view.${view}`),
          current: view === filter.view,
        }))}
      />
      <Card flush footer={t('access.rules')}>
        <QueryStrip
          params={params}
          placeholder={t(filter.view === 'holders' ? 'access.search' : 'access.searchAll')}
          keep={['sort', 'view']}
          resetHref={filter.view === 'holders' ? '/hq/access' : '/hq/access?view=all'}
        >
          <SelectFilter
            label={t('access.roleFilter')}
            name="role"
            empty={t('actions.all')}
            defaultValue={filter.role}
            options={grantRoles.map(value => ({ value, label: roles(value) }))}
          />
          <SelectFilter
            label={t('access.stateFilter')}
            name="state"
            defaultValue={filter.state}
            options={states.map(value => ({ value, label: t(`access.states.${value}`) }))}
          />
        </QueryStrip>
        {page.rows.length > 0 ? (
          <AccountsTable rows={page.rows} params={params} />
        ) : (
          <EmptyState
            icon={<Icon name="key" />}
            title={t('access.empty')}
            detail={
              elsewhere > 0
                ? t('access.elsewhere', { view: t(`access.view.${otherView}`), n: elsewhere })
                : t('access.emptyDetail')
            }
            action={
              <>
                {elsewhere > 0 && (
                  <LinkButton
                    variant="primary"
                    href={`/hq/access${withParams(params, { view: otherView, after: undefined, before: undefined })}`}
                  >
                    {t('access.seeElsewhere', { view: t(`access.view.${otherView}`) })}
                  </LinkButton>
                )}
                <LinkButton href="/hq/access">{t('actions.reset')}</LinkButton>
              </>
            }
          />
        )}
        <Pagination
          params={params}
          total={page.total}
          cap={countCap}
          previous={page.previous}
          next={page.next}
        />
      </Card>
    </InboxKeys>
  )
}
