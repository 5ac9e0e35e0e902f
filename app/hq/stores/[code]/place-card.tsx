import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import type { Store } from '@/lib/stores/queries'
import { coordinateHint, type Point, pointIn } from '@/lib/stores/rules'
import { useTranslations } from '@/lib/translations'

/** The recorded point with its system, and the same point as the maps people use would show it. */
export function PlaceCard({ store }: { store: Store }) {
  const t = useTranslations('organisation')
  const { latitude, longitude, coordinateSystem: system } = store
  const point = latitude !== null && longitude !== null ? { latitude, longitude } : undefined
  const hint = point && coordinateHint(point, system)
  return (
    <Card title={t('stores.place')}>
      <div className="grid gap-3">
        {hint && (
          <Banner tone="warn">{t(`stores.${hint}`, { system: t(`coordinateSystems.${system}`) })}</Banner>
        )}
        {point ? (
          <dl className="grid gap-2">
            <Line label={t('stores.entered')} system={t(`coordinateSystems.${system}`)} point={point} />
            {!hint &&
              (['gcj02', 'bd09'] as const)
                .filter(other => other !== system)
                .map(other => (
                  <Line
                    key={other}
                    label={t('stores.alsoIn')}
                    system={t(`coordinateSystems.${other}`)}
                    point={pointIn(point, system, other)}
                  />
                ))}
          </dl>
        ) : (
          <p className="text-ink-2">{t('stores.coordinatesNone')}</p>
        )}
        {point && system !== 'wgs84' && <p className="text-ink-3 text-xs">{t('stores.noReverse')}</p>}
        <p>{t('stores.fence', { radius: store.fenceRadiusM })}</p>
      </div>
    </Card>
  )
}

function Line({ label, system, point }: { label: string; system: string; point: Point }) {
  return (
    <div>
      <dt className="text-ink-3 text-sm">
        {label} · {system}
      </dt>
      <dd className="num select-all">
        {point.latitude.toFixed(6)}, {point.longitude.toFixed(6)}
      </dd>
    </div>
  )
}
