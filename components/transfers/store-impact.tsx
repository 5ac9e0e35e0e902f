import type { Change, StoreImpact } from '@/lib/impact/queries'
import type { PaperGap } from '@/lib/impact/rules'
import type { Hours } from '@/lib/stores/rules'
import { getFormatter, getTranslations } from '@/lib/translations'
import { Banner } from '../ui/banner'
import type { ChecklistItem } from '../ui/checklist'
import { Icon } from '../ui/icon'

/** When the person works there, and what they write. */
export async function storeItems(change: Change, store: StoreImpact): Promise<ChecklistItem[]> {
  const t = await getTranslations('transfers.effects')
  const rhythms = await getTranslations('reports.rhythms')
  const format = await getFormatter()
  const fence = t('fence', { n: store.fenceRadiusM })
  const items: ChecklistItem[] = [
    {
      id: 'hours',
      label: t('hours', { store: change.toUnit }),
      detail: [...(await hourTexts(store.hours)), fence].join(' · '),
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

async function hourTexts(hours: Hours[]): Promise<string[]> {
  const t = await getTranslations('transfers.effects')
  const weekdays = await getTranslations('organisation.weekdays')
  const format = await getFormatter()
  if (hours.length === 0) return [t('hoursNone')]
  return hours.map(({ days, opens, closes }) => {
    const names = days.toSorted().map(day => weekdays(String(day) as '1'))
    const when = days.length === 7 ? t('everyDay') : format.list(names, { style: 'narrow' })
    return opens === closes ? t('aroundTheClock', { when }) : t('open', { when, opens, closes })
  })
}

/** What has to be renewed first; whoever approves decides whether it can wait. */
export async function PaperGaps({ gaps }: { gaps: PaperGap[] }) {
  const t = await getTranslations('transfers.papers')
  const textOf = (one: PaperGap): string =>
    one.gap === 'noHealth'
      ? t('noHealth')
      : t(one.gap, { date: one.date, when: one.isBefore ? 'before' : 'within' })
  return (
    <Banner tone="warn" title={t('title')}>
      <ul className="num grid gap-0.5">
        {gaps.map(one => (
          <li key={one.gap}>{textOf(one)}</li>
        ))}
      </ul>
      <p className="mt-0.5 opacity-90">{t('note')}</p>
    </Banner>
  )
}
