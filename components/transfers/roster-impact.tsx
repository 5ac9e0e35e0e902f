import type { Change } from '@/lib/impact/queries'
import type { RosterImpact } from '@/lib/rosters/queries'
import { isOvernight } from '@/lib/rosters/rules'
import { getFormatter, getTranslations } from '@/lib/translations'
import type { ChecklistItem } from '../ui/checklist'
import { Icon } from '../ui/icon'

/** Which shifts become free where somebody goes. */
export async function releasedItems(
  change: Change,
  { released }: RosterImpact,
  isOwn: boolean,
): Promise<ChecklistItem[]> {
  if (!released) return []
  const t = await getTranslations('rosters.impact')
  const format = await getFormatter()
  const { n, drafts, firstOn, lastOn, shifts } = released
  return [
    {
      id: 'roster-free',
      label: t(isOwn ? 'releasedOwn' : 'released', { store: change.fromUnit, n }),
      detail: t('releasedDetail', {
        from: firstOn,
        to: lastOn,
        drafts,
        list: format.list(
          shifts.map(shift => t('count', shift)),
          { style: 'narrow' },
        ),
      }),
      icon: <Icon name="calendar-off" />,
    },
  ]
}

/** The shifts of a store in one line; undefined where there are none. */
export async function shiftsText({ shifts }: RosterImpact): Promise<string | undefined> {
  if (shifts.length === 0) return undefined
  const t = await getTranslations('rosters')
  const format = await getFormatter()
  return format.list(
    shifts.map(shift =>
      t('impact.shiftLine', {
        name: shift.name,
        from: shift.startsAt,
        to: isOvernight(shift) ? t('shifts.overnight', { time: shift.endsAt }) : shift.endsAt,
      }),
    ),
    { style: 'narrow' },
  )
}
