import type { Change, StoreImpact } from '@/lib/impact/queries'
import type { PaperGap } from '@/lib/impact/rules'
import type { RosterImpact } from '@/lib/rosters/queries'
import { getFormatter, getTranslations, useTranslations } from '@/lib/translations'
import { useHoursText } from '../organisation/hours-text'
import type { ChecklistItem } from '../ui/checklist'
import { Icon } from '../ui/icon'
import { shiftsText } from './roster-impact'
import { Warnings } from './warnings'

/** When the person works there, and what they write. */
export async function storeItems(
  change: Change,
  store: StoreImpact,
  rosters: RosterImpact | undefined,
): Promise<ChecklistItem[]> {
  const t = await getTranslations('transfers.effects')
  const rhythms = await getTranslations('reports.rhythms')
  const format = await getFormatter()
  const roster = await getTranslations('rosters.impact')
  const shifts = rosters && (await shiftsText(rosters))
  const items: ChecklistItem[] = [
    {
      id: 'hours',
      label: shifts ? roster('shifts', { store: change.toUnit }) : t('hours', { store: change.toUnit }),
      detail: shifts ? `${shifts} · ${t('fence', { n: store.fenceRadiusM })}` : <StoreHours store={store} />,
      icon: <Icon name="clock-hour-4" />,
    },
  ]
  if (store.reports.length > 0)
    items.push({
      id: 'reports',
      label: t('reports', { n: store.reports.length }),
      detail: format.list(
        store.reports.map(({ name, rhythm, dueTime }) =>
          t('reportDue', { name, rhythm: rhythms(rhythm), time: dueTime }),
        ),
        { style: 'narrow' },
      ),
      icon: <Icon name="message-report" />,
    })
  return items
}

function StoreHours({ store }: { store: StoreImpact }) {
  const t = useTranslations('transfers.effects')
  const text = useHoursText()
  return `${text(store.hours)} · ${t('fence', { n: store.fenceRadiusM })}`
}

/** What has to be renewed first; whoever approves decides whether it can wait. */
export async function PaperGaps({ gaps }: { gaps: PaperGap[] }) {
  const t = await getTranslations('transfers.papers')
  const textOf = (one: PaperGap): string =>
    one.gap === 'noHealth' ? t('noHealth') : t(one.gap, { date: one.date, when: one.when })
  return <Warnings title={t('title')} note={t('note')} texts={gaps.map(textOf)} />
}
