import { RecordDialog } from '@/components/organisation/record-dialog'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { Actor } from '@/lib/actor'
import { minuteIn, zone } from '@/lib/clock'
import { lastDayOf } from '@/lib/contracts/rules'
import { dropPlan } from '@/lib/organisation/actions'
import type { Unit, UnitVersion } from '@/lib/organisation/queries'
import { canMaintain } from '@/lib/organisation/rules'
import { useTranslations } from '@/lib/translations'

/** Names and places over time, latest first; what has not begun is marked, and the last of it can be taken back. */
export function VersionsCard({
  unit,
  versions,
  actor,
}: {
  unit: Unit
  versions: UnitVersion[]
  actor: Actor
}) {
  const t = useTranslations('organisation.unit')
  const isPlanned = (version: UnitVersion) =>
    version.startsOn > actor.today && version.startsOn > unit.openedOn
  return (
    <Card title={t('versions')} flush>
      <ol className="divide-y divide-line">
        {versions.map((version, index) => (
          <li key={version.id} className="grid gap-0.5 px-(--pad) py-2">
            <span className="num flex flex-wrap items-center gap-2 text-ink-3 text-xs">
              {version.endsOn
                ? t('versionBetween', { from: version.startsOn, to: lastDayOf(version.endsOn) })
                : t('version', { from: version.startsOn })}
              {isPlanned(version) && <Badge tone="hq">{t('planned')}</Badge>}
            </span>
            <span className="font-medium">{version.name}</span>
            {version.parentName && <span className="text-ink-2 text-sm">{version.parentName}</span>}
            {version.changedByName && (
              <span className="num text-ink-3 text-xs">
                <bdi>{version.changedByName}</bdi> · {minuteIn(zone, new Date(version.createdAt))}
              </span>
            )}
            {index === 0 && isPlanned(version) && canMaintain(actor) && (
              <span className="mt-1">
                <RecordDialog
                  trigger={t('dropPlan')}
                  wayOut={t('dropPlanNot')}
                  size="small"
                  variant="danger"
                  detail={t('dropPlanDetail', { date: version.startsOn })}
                  action={dropPlan}
                  hidden={{ unitId: unit.id, revision: `${unit.revision}` }}
                  success={t('planDropped')}
                />
              </span>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}
