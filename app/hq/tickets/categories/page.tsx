import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { RecordForm } from '@/components/organisation/record-form'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { Dialog } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { Table, Td, Th } from '@/components/ui/table'
import { query } from '@/lib/session'
import { addCategory, changeCategory, retireCategory } from '@/lib/tickets/actions'
import { listCategories, listReceivers } from '@/lib/tickets/queries'
import { mayKeepCategories } from '@/lib/tickets/rules'
import { getTranslations } from '@/lib/translations'
import { categoryFields } from './category-fields'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tickets.categories'))('title') }
}

export default async function Categories() {
  const { actor, categories, units } = await query(async (tx, actor) => ({
    actor,
    categories: mayKeepCategories(actor) ? await listCategories(tx, 'all') : [],
    units: await listReceivers(tx),
  }))
  if (!mayKeepCategories(actor)) notFound()
  const t = await getTranslations('tickets')
  const home = (await getTranslations('account.portals'))('hq')
  const isEnglish = (await getLocale()) === 'en'
  const add = (
    <Dialog
      trigger={t('categories.add')}
      variant="primary"
      icon={<Icon name="plus" />}
      title={t('categories.add')}
    >
      <RecordForm
        action={addCategory}
        submit={t('categories.add')}
        success={t('categories.added')}
        fields={categoryFields(t, units)}
      />
    </Dialog>
  )
  return (
    <>
      <Breadcrumb
        items={[
          { label: home, href: '/hq' },
          { label: t('title'), href: '/hq/tickets' },
          { label: t('categories.title') },
        ]}
      />
      <PageHeader title={t('categories.title')} detail={t('categories.detail')} actions={add} />
      <Card flush>
        {categories.length === 0 ? (
          <EmptyState
            icon={<Icon name="tags" />}
            title={t('categories.empty')}
            detail={t('categories.emptyDetail')}
            action={add}
          />
        ) : (
          <Table caption={t('categories.caption')}>
            <thead>
              <tr>
                <Th>{t('categories.columns.name')}</Th>
                <Th>{t('categories.columns.receiver')}</Th>
                <Th numeric>{t('categories.columns.hours')}</Th>
                <Th>{t('categories.columns.priority')}</Th>
                <Th>{t('categories.columns.flags')}</Th>
                <Th numeric>{t('categories.columns.open')}</Th>
                <Th />
              </tr>
            </thead>
            <tbody>
              {categories.map(one => (
                <tr key={one.id}>
                  <Td>
                    <span className="font-medium">{isEnglish ? one.nameEn : one.name}</span>{' '}
                    {one.isRetired && <Badge>{t('categories.isRetired')}</Badge>}
                  </Td>
                  <Td label={t('categories.columns.receiver')}>
                    {one.userName ?? one.unitName ?? t('categories.routing.store')}
                  </Td>
                  <Td label={t('categories.columns.hours')} numeric className="num">
                    {t('categories.hoursValue', { n: one.hours })}
                  </Td>
                  <Td label={t('categories.columns.priority')}>{t(`priority.${one.priority}`)}</Td>
                  <Td label={t('categories.columns.flags')}>
                    <span className="inline-flex flex-wrap gap-1">
                      {one.asksPromise && <Badge tone="store">{t('form.promise')}</Badge>}
                      {one.isPrivate && <Badge look="outline">{t('private')}</Badge>}
                      {!one.asksPromise && !one.isPrivate && '—'}
                    </span>
                  </Td>
                  <Td label={t('categories.columns.open')} numeric className="num">
                    <a className="hover:underline" href={`/hq/tickets?category=${one.id}`}>
                      {one.open}
                    </a>
                  </Td>
                  <Td>
                    {!one.isRetired && (
                      <span className="flex flex-wrap justify-end gap-2">
                        <Dialog trigger={t('categories.edit')} size="small" title={t('categories.edit')}>
                          <RecordForm
                            action={changeCategory}
                            hidden={{ categoryId: one.id, revision: `${one.revision}` }}
                            submit={t('categories.save')}
                            success={t('categories.changed')}
                            fields={categoryFields(t, units, one)}
                          />
                        </Dialog>
                        <Dialog
                          trigger={t('categories.retire')}
                          size="small"
                          variant="danger"
                          title={t('categories.retire')}
                          detail={t('categories.retireDetail')}
                        >
                          <RecordForm
                            action={retireCategory}
                            hidden={{ categoryId: one.id, revision: `${one.revision}` }}
                            variant="danger"
                            submit={t('categories.retire')}
                            success={t('categories.retired')}
                            fields={[]}
                          />
                        </Dialog>
                      </span>
                    )}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </>
  )
}
