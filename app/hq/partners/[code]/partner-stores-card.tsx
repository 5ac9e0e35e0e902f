import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { RowLink } from '@/components/ui/table'
import type { PartnerStore } from '@/lib/partners/queries'
import { useTranslations } from '@/lib/translations'

export function PartnerStoresCard({
  stores,
  counts,
}: {
  stores: PartnerStore[]
  counts: Map<string, number>
}) {
  const t = useTranslations('organisation')
  return (
    <Card title={t('partners.storesTitle')} flush>
      {stores.length === 0 ? (
        <EmptyState title={t('partners.noStores')} detail={t('partners.noStoresDetail')} />
      ) : (
        <ul className="divide-y divide-line" data-rows>
          {stores.map(store => (
            <li
              key={store.unitId}
              className="flex items-center justify-between gap-3 px-(--pad) py-2 hover:bg-surface-2"
            >
              <span>
                <RowLink href={`/hq/stores/${store.code}`}>{store.name}</RowLink>
                <span className="ms-2 text-ink-3 text-sm">
                  {store.closedOn ? t('unit.closed', { date: store.closedOn }) : store.city}
                </span>
              </span>
              <span className="num text-ink-2">
                {t('partners.people', { count: counts.get(store.unitId) ?? 0 })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
