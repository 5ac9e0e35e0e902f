import { useTranslations } from '@/lib/translations'
import { pairsOf, type ViewParams } from '@/lib/views/rules'
import { Button } from '../ui/button'
import { BulkCount } from './bulk-count'

/**
 * The form that the ticks of the employee list belong to: a GET, so that whom it is about is in the address. Once something is ticked it
 * stays in sight, however long the list.
 */
export const bulkForm = 'bulk'

export function BulkBar({ now, total, cap }: { now: ViewParams; total: number; cap: number }) {
  const t = useTranslations('bulk.bar')
  const all = total >= cap ? `${cap}+` : String(total)
  return (
    <form
      id={bulkForm}
      method="get"
      action="/hq/people/bulk"
      aria-label={t('label')}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-b-lg border-line border-t bg-surface px-(--pad) py-2 text-sm has-[[data-some]]:sticky has-[[data-some]]:bottom-(--foot-h) has-[[data-some]]:z-10"
      data-print="hide"
    >
      {pairsOf(now).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <BulkCount
        form={bulkForm}
        words={{ page: t('page'), none: t('none'), count: t('count', { n: '{n}' }) }}
      />
      <span className="ms-auto flex flex-wrap gap-2">
        <Button type="submit" size="small" name="kind" value="export" variant="ghost">
          {t('export')}
        </Button>
        <Button type="submit" size="small">
          {t('selected')}
        </Button>
        <Button type="submit" size="small" name="all" value="yes">
          {t('all', { n: all })}
        </Button>
      </span>
    </form>
  )
}
