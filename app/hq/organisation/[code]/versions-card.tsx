import { useFormatter, useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import type { UnitVersion } from '@/lib/organisation/queries'

export function VersionsCard({ versions }: { versions: UnitVersion[] }) {
  const t = useTranslations('organisation.unit')
  const format = useFormatter()
  return (
    <Card title={t('versions')} flush>
      <ol className="divide-y divide-line">
        {versions.map(version => (
          <li key={version.id} className="grid gap-0.5 px-(--pad) py-2">
            <span className="num text-ink-3 text-xs">
              {version.endsOn
                ? t('versionBetween', { from: version.startsOn, to: version.endsOn })
                : t('version', { from: version.startsOn })}
            </span>
            <span className="font-medium">{version.name}</span>
            {version.parentName && <span className="text-ink-2 text-sm">{version.parentName}</span>}
            {version.changedByName && (
              <span className="num text-ink-3 text-xs">
                {version.changedByName} ·{' '}
                {format.dateTime(new Date(version.createdAt), { dateStyle: 'medium', timeStyle: 'short' })}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}
