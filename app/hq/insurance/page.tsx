import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { InsuranceTabs } from '@/components/insurance/insurance-tabs'
import { RunState } from '@/components/insurance/run-state'
import { Live } from '@/components/live/live'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { Input } from '@/components/ui/input'
import { PageHeader } from '@/components/ui/page-header'
import { RowLink, Table, Td, Th } from '@/components/ui/table'
import { listMonths } from '@/lib/insurance/queries'
import { limitOf } from '@/lib/law/rules'
import { textParam } from '@/lib/paging'
import { listLawLimits } from '@/lib/partners/queries'
import { month as monthParam } from '@/lib/schemes/input'
import { mayKeepInsurance, monthOf } from '@/lib/schemes/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('insurance'))('title') }
}

/** 月度明细: months that were reckoned and issued, and the way to any other. */
export default async function InsurancePage({ searchParams }: PageProps<'/hq/insurance'>) {
  const found = await query(async (tx, actor) =>
    mayKeepInsurance(actor.role)
      ? { actor, months: await listMonths(tx), limits: await listLawLimits(tx, actor.today) }
      : undefined,
  )
  if (!found) notFound()
  const chosen = textParam((await searchParams).month, 7)
  if (monthParam.safeParse(chosen).success) redirect(`/hq/insurance/${chosen}`)
  const { actor, months, limits } = found
  const t = await getTranslations('insurance')
  const portals = await getTranslations('account.portals')
  return (
    <InboxKeys>
      <Breadcrumb items={[{ label: portals('hq'), href: '/hq' }, { label: t('title') }]} />
      <PageHeader title={t('title')} detail={t('detail')} />
      <InsuranceTabs current="months" />
      <Live topics={['insurance']} />
      <Card
        title={t('tabs.months')}
        actions={
          <form className="flex items-center gap-2">
            <Input
              type="month"
              name="month"
              aria-label={t('list.choose')}
              defaultValue={monthOf(actor.today)}
              pattern="\d{4}-\d{2}"
              required
            />
            <Button type="submit">{t('list.go')}</Button>
          </form>
        }
        footer={<p>{t('list.owed', { source: limitOf(limits, 'insurance.tell_every').source })}</p>}
        flush
      >
        {months.length === 0 ? (
          <EmptyState
            icon={<Icon name="shield-check" />}
            title={t('list.none')}
            detail={t('list.noneDetail')}
          />
        ) : (
          <Table caption={t('list.caption')}>
            <thead>
              <tr>
                <Th>{t('list.month')}</Th>
                <Th>{t('list.state')}</Th>
                <Th numeric>{t('list.people')}</Th>
                <Th>{t('list.by')}</Th>
              </tr>
            </thead>
            <tbody>
              {months.map(({ month, people, latest }) => (
                <tr key={month}>
                  <td className="num">
                    <RowLink href={`/hq/insurance/${monthOf(month)}`}>{monthOf(month)}</RowLink>
                  </td>
                  <Td label={t('list.state')}>
                    <RunState status={latest.status} />
                  </Td>
                  <Td label={t('list.people')} numeric className="num">
                    {people}
                  </Td>
                  <Td label={t('list.by')}>{latest.issuedByName || latest.askedByName}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </InboxKeys>
  )
}
