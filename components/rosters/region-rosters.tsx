import type { StoreOfRegion } from '@/lib/rosters/queries'
import { useTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'

/** The stores of a region, each with what its roster of the week wants. */
export function RegionRosters({ stores, week }: { stores: StoreOfRegion[]; week: string }) {
  const t = useTranslations('rosters.region')
  return (
    <Card flush>
      {stores.length === 0 ? (
        <EmptyState icon={<Icon name="building-store" />} title={t('none')} />
      ) : (
        <ul className="divide-y divide-line">
          {stores.map(store => (
            <li key={store.code}>
              <a
                href={`/store/${store.code}/roster?week=${week}`}
                className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-(--pad) py-2 hover:bg-surface-2"
              >
                <span className="grow font-medium">{store.name}</span>
                {store.shifts > 0 ? (
                  <span className="num text-ink-2">{t('shifts', { n: store.shifts })}</span>
                ) : (
                  <span className="text-ink-3">{t('empty')}</span>
                )}
                {store.open > 0 && (
                  <Badge tone="warn" icon="calendar-off">
                    {t('open', { n: store.open })}
                  </Badge>
                )}
                {store.drafts > 0 && <Badge look="outline">{t('drafts', { n: store.drafts })}</Badge>}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
