import type { Actor } from '@/lib/actor'
import { addMonths } from '@/lib/clock'
import { pathOfSeat } from '@/lib/seat'
import { getTranslations } from '@/lib/translations'
import { UnitFilter } from '../notices/unit-filter'
import type { Picked } from '../ui/picker'
import { MonthFilter } from './month-filter'

/** The wall of one unit and month; `month` is undefined where only the unit matters. */
export async function WallFilters({
  actor,
  unit,
  month,
}: {
  actor: Actor
  unit: Picked | undefined
  month: string | undefined
}) {
  const t = await getTranslations('thanks.wall')
  const months = Array.from({ length: 12 }, (_, back) =>
    addMonths(`${actor.today.slice(0, 8)}01`, -back).slice(0, 7),
  )
  return (
    <div className="mb-3 flex flex-wrap gap-3">
      <UnitFilter
        url={`${pathOfSeat(actor)}/search/units?kind=store,region,department`}
        chosen={unit}
        texts={{ label: t('unit'), placeholder: t('unitPlaceholder') }}
      />
      {month !== undefined && (
        <MonthFilter
          chosen={month}
          months={months.map(value => ({ value, label: value }))}
          texts={{ label: t('month'), any: t('anyMonth') }}
        />
      )}
    </div>
  )
}
