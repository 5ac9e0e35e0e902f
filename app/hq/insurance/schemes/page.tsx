import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { InsuranceTabs } from '@/components/insurance/insurance-tabs'
import { AddScheme, MinimumWages } from '@/components/insurance/scheme-forms'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { RowLink, Table, Td, Th } from '@/components/ui/table'
import { listMinimumWages, listSchemes } from '@/lib/schemes/queries'
import { firstOf, mayKeepInsurance, monthOf } from '@/lib/schemes/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('schemes'))('title') }
}

/** 参保方案: what each city asks for, and the least that it lets people be paid. */
export default async function SchemesPage() {
  const found = await query(async (tx, actor) =>
    mayKeepInsurance(actor.role)
      ? { schemes: await listSchemes(tx, firstOf(actor.today)), wages: await listMinimumWages(tx) }
      : undefined,
  )
  if (!found) notFound()
  const t = await getTranslations('schemes')
  const portals = await getTranslations('account.portals')
  return (
    <InboxKeys>
      <Breadcrumb items={[{ label: portals('hq'), href: '/hq' }, { label: t('title') }]} />
      <PageHeader title={t('title')} detail={t('detail')} actions={<AddScheme />} />
      <InsuranceTabs current="schemes" />
      <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Card flush>
          {found.schemes.length === 0 && (
            <EmptyState
              icon={<Icon name="shield-check" />}
              title={t('list.empty')}
              detail={t('list.emptyDetail')}
              action={<AddScheme />}
            />
          )}
          {found.schemes.length > 0 && (
            <Table caption={t('list.caption')}>
              <thead>
                <tr>
                  <Th>{t('list.city')}</Th>
                  <Th>{t('list.residence')}</Th>
                  <Th numeric>{t('list.people')}</Th>
                  <Th numeric>{t('list.items')}</Th>
                  <Th>{t('list.latest')}</Th>
                </tr>
              </thead>
              <tbody>
                {found.schemes.map(scheme => (
                  <tr key={scheme.id}>
                    <td>
                      <RowLink href={`/hq/insurance/schemes/${scheme.id}`}>{scheme.city}</RowLink>
                    </td>
                    <Td label={t('list.residence')}>{t(`residence.${scheme.residence}`)}</Td>
                    <Td label={t('list.people')} numeric className="num">
                      {scheme.people}
                    </Td>
                    <Td label={t('list.items')} numeric className="num">
                      {scheme.items}
                    </Td>
                    <Td label={t('list.latest')} className="num">
                      {scheme.latestOn ? monthOf(scheme.latestOn) : t('list.none')}
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )}
        </Card>
        <MinimumWages wages={found.wages} />
      </div>
    </InboxKeys>
  )
}
