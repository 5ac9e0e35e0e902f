import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { RowLink } from '@/components/ui/table'
import type { Arrival } from '@/lib/stores/queries'
import { useTranslations } from '@/lib/translations'

export function ArrivalsCard({ arrivals }: { arrivals: Arrival[] }) {
  const t = useTranslations('organisation.stores')
  return (
    <Card title={t('arriving')} flush>
      {arrivals.length === 0 ? (
        <EmptyState title={t('noArriving')} detail={t('noArrivingDetail')} />
      ) : (
        <ul className="divide-y divide-line" data-rows>
          {arrivals.map(arrival => (
            <li
              key={`${arrival.number} ${arrival.startsOn}`}
              className="flex items-center justify-between gap-3 px-(--pad) py-2 hover:bg-surface-2"
            >
              <span>
                <RowLink href={`/hq/people/${arrival.number}`}>{arrival.name}</RowLink>
                <span className="ms-2 text-ink-3 text-sm">{arrival.position}</span>
              </span>
              <span className="num text-ink-2">{arrival.startsOn}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
