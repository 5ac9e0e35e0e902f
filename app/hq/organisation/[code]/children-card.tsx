import { KindBadge } from '@/components/organisation/badges'
import { Card } from '@/components/ui/card'
import { RowLink } from '@/components/ui/table'
import type { TreeLine } from '@/lib/organisation/rules'
import { useTranslations } from '@/lib/translations'

export function ChildrenCard({ lines, on }: { lines: TreeLine[]; on: string | undefined }) {
  const t = useTranslations('organisation')
  return (
    <Card title={t('unit.children')} flush>
      {lines.length === 0 ? (
        <p className="p-(--pad) text-ink-2">{t('unit.noChildren')}</p>
      ) : (
        <ul className="divide-y divide-line" data-rows>
          {lines.map(({ unit, total }) => (
            <li
              key={unit.id}
              className="flex items-center justify-between gap-3 px-(--pad) py-2 hover:bg-surface-2"
            >
              <span className="flex flex-wrap items-center gap-2">
                <RowLink href={`/hq/organisation/${unit.code}${on ? `?on=${on}` : ''}`}>{unit.name}</RowLink>
                <KindBadge kind={unit.kind} />
              </span>
              <span className="num text-ink-2">{t('tree.people', { count: total })}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
