import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { ticketPriorities } from '@/db/schema/tickets'
import { textParam } from '@/lib/paging'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { mostPhotos } from '@/lib/tickets/input'
import { listCategories, listStoreChoices } from '@/lib/tickets/queries'
import { mayOpen } from '@/lib/tickets/rules'
import { getTranslations } from '@/lib/translations'
import { Breadcrumb } from '../ui/breadcrumb'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { PageHeader } from '../ui/page-header'
import type { SearchParams } from '../ui/search-params'
import { OpenForm } from './open-form'

export async function OpenTicketPage({ params }: { params: SearchParams }) {
  const { actor, categories, stores } = await query(async (tx, actor) => ({
    actor,
    categories: mayOpen(actor) ? await listCategories(tx) : [],
    stores: mayOpen(actor) ? await listStoreChoices(tx, actor) : [],
  }))
  if (!mayOpen(actor)) notFound()
  const t = await getTranslations('tickets')
  const portals = await getTranslations('account.portals')
  const isEnglish = (await getLocale()) === 'en'
  const base = pathOfSeat(actor)
  const isHq = actor.portal === 'hq'
  return (
    <div className="mx-auto max-w-2xl">
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t(actor.portal === 'me' ? 'ownTitle' : 'title'), href: `${base}/tickets` },
          { label: t('form.title') },
        ]}
      />
      <PageHeader title={t('form.title')} detail={t('form.detail')} />
      <Card>
        {categories.length === 0 ? (
          <EmptyState
            icon={<Icon name="message-report" />}
            title={t('categories.empty')}
            detail={t('categories.emptyDetail')}
          />
        ) : (
          <OpenForm
            base={base}
            today={actor.today}
            most={mostPhotos}
            chosen={textParam(params.category)}
            categories={categories.map(one => ({
              value: one.id,
              label: isEnglish ? one.nameEn : one.name,
              hint: [
                t('form.goesTo', {
                  receiver: one.userName ?? one.unitName ?? t('form.goesToStore'),
                  hours: one.hours,
                }),
                one.isPrivate && t('privateHint'),
              ]
                .filter(Boolean)
                .join(' · '),
              asksPromise: one.asksPromise,
              needsStore: one.routing === 'store',
            }))}
            stores={stores.map(one => ({ value: one.id, label: one.name }))}
            store={isHq ? undefined : stores[0]?.id}
            priorities={ticketPriorities.map(value => ({ value, label: t(`priority.${value}`) }))}
            words={{
              category: t('form.category'),
              choose: t('form.choose'),
              subject: t('form.subject'),
              subjectPlaceholder: t('form.subjectPlaceholder'),
              body: t('form.body'),
              priority: t('form.priority'),
              priorityDefault: t('form.priorityDefault'),
              store: t('form.store'),
              noStore: t('form.noStore'),
              promise: t('form.promise'),
              photos: t('form.photos'),
              submit: t('actions.submit'),
              done: t('form.done', { number: '{number}' }),
            }}
            photoWords={{
              add: t('actions.photos'),
              hint: t('form.photosHint', { n: mostPhotos }),
              remove: t('form.remove', { name: '{name}' }),
            }}
          />
        )}
      </Card>
    </div>
  )
}
