import { notFound } from 'next/navigation'
import { History } from '@/components/organisation/history'
import { Banner } from '@/components/ui/banner'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { DescList } from '@/components/ui/desc-list'
import { PageHeader } from '@/components/ui/page-header'
import { findAccountByLogin, listGrants } from '@/lib/access/queries'
import { accountRefusal, canReadAccess, hasLeft, isOngoing } from '@/lib/access/rules'
import { dayIn, zone } from '@/lib/clock'
import { listHistory } from '@/lib/organisation/queries'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { StateBadge } from '../accounts-table'
import { AccountButtons } from './account-buttons'
import { GrantsCard } from './grants-card'

export async function generateMetadata({ params }: PageProps<'/hq/access/[login]'>) {
  const { login } = await params
  const account = await query(async (tx, actor) => canReadAccess(actor) && findAccountByLogin(tx, login))
  return { title: account ? account.name : undefined }
}

export default async function AccountPage({ params }: PageProps<'/hq/access/[login]'>) {
  const t = await getTranslations('organisation')
  const { login } = await params
  const found = await query(async (tx, actor) => {
    const account = canReadAccess(actor) ? await findAccountByLogin(tx, login) : undefined
    if (!account) return undefined
    const grants = await listGrants(tx, account.id)
    return { actor, account, grants, history: await listHistory(tx, [account.id]) }
  })
  if (!found) notFound()
  const { actor, account, grants, history } = found
  const isGone = hasLeft(account, actor.today)
  const held = grants.filter(grant => isOngoing(grant, actor.today)).map(grant => grant.role)
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('home'), href: '/hq' },
          { label: t('access.title'), href: '/hq/access' },
          { label: account.name },
        ]}
      />
      <PageHeader
        title={account.name}
        badge={<StateBadge isDisabled={account.disabledAt !== null} />}
        detail={account.login}
        actions={
          !accountRefusal(actor, account.id, held) &&
          !isGone && <AccountButtons userId={account.id} isDisabled={account.disabledAt !== null} />
        }
      />
      {isGone && <Banner tone="info" title={t('access.left')} />}
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid gap-3">
          <GrantsCard actor={actor} account={account} grants={grants} />
          <Card title={t('access.facts')}>
            <DescList
              items={[
                { label: t('fields.login'), value: account.login },
                {
                  label: t('access.createdOn'),
                  value: <span className="num">{dayIn(zone, new Date(account.createdAt))}</span>,
                },
              ]}
            />
          </Card>
        </div>
        <History rows={history} linksRequests={actor.role !== 'admin'} />
      </div>
    </>
  )
}
