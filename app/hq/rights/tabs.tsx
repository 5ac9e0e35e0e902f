import { Tabs } from '@/components/ui/tabs'
import { useTranslations } from '@/lib/translations'

const tabs = { requests: '/hq/rights', holds: '/hq/rights/holds', erasures: '/hq/rights/erasures' } as const

export function RightsTabs({ current }: { current: keyof typeof tabs }) {
  const t = useTranslations('rights.tabs')
  return (
    <Tabs
      label={t('label')}
      items={(['requests', 'holds', 'erasures'] as const).map(one => ({
        href: tabs[one],
        label: t(one),
        current: one === current,
      }))}
    />
  )
}
