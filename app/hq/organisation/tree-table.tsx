import { KindBadge } from '@/components/organisation/badges'
import { RowLink, Table, Td, Th } from '@/components/ui/table'
import type { TreeLine } from '@/lib/organisation/rules'
import { useTranslations } from '@/lib/translations'

/** More stores than this are not drawn one by one: their region links to the list of stores. */
const drawnStores = 150

export function TreeTable({
  lines,
  on,
  today,
}: {
  lines: TreeLine[]
  on: string | undefined
  today: string
}) {
  const t = useTranslations('organisation.tree')
  const isLarge = lines.filter(line => line.unit.kind === 'store').length > drawnStores
  const drawn = isLarge ? lines.filter(line => line.unit.kind !== 'store') : lines
  const storesUnder = new Map<string, number>()
  for (const { unit } of lines) {
    if (unit.kind === 'store' && unit.parentId) {
      storesUnder.set(unit.parentId, (storesUnder.get(unit.parentId) ?? 0) + 1)
    }
  }
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          <Th>{t('unit')}</Th>
          <Th numeric>{t('below')}</Th>
          <Th numeric>{t('here')}</Th>
          <Th numeric>{t('total')}</Th>
        </tr>
      </thead>
      <tbody>
        {drawn.map(({ unit, depth, here, total, children }) => (
          <tr key={unit.id}>
            <Td>
              <span
                className="flex flex-wrap items-center gap-2"
                style={{ paddingInlineStart: `${depth * 1.5}rem` }}
              >
                <RowLink href={`/hq/organisation/${unit.code}${on ? `?on=${on}` : ''}`}>{unit.name}</RowLink>
                <KindBadge kind={unit.kind} />
                {unit.openedOn > today && (
                  <span className="num text-ink-3 text-xs">{t('opensOn', { date: unit.openedOn })}</span>
                )}
              </span>
            </Td>
            <Td label={t('below')} numeric className="num">
              {isLarge && storesUnder.has(unit.id) ? (
                <a className="text-hq-ink hover:underline" href={`/hq/stores?region=${unit.code}`}>
                  {t('storesBelow', { count: storesUnder.get(unit.id) ?? 0 })}
                </a>
              ) : (
                children || '—'
              )}
            </Td>
            <Td label={t('here')} numeric className="num">
              {here || '—'}
            </Td>
            <Td label={t('total')} numeric className="num font-semibold">
              {total}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
