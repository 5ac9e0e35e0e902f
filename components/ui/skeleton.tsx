import { useTranslations } from '@/lib/translations'

const widths = ['62%', '48%', '71%', '55%', '66%', '43%']

/** Rows as high as the real ones; shown after 150 ms so that fast pages never flash. */
export function Skeleton({ rows = 6 }: { rows?: number }) {
  const t = useTranslations('ui')
  const order = [...Array(rows).keys()]
  return (
    <div role="status" className="px-(--pad)">
      <span className="sr-only">{t('loading')}</span>
      {order.map((row, index) => (
        <div key={row} className="flex h-(--row-h) items-center border-line border-b last:border-0">
          <span className="skeleton h-3.5" style={{ width: widths[index % widths.length] }} />
        </div>
      ))}
    </div>
  )
}
