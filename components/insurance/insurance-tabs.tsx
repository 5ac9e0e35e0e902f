import { useTranslations } from '@/lib/translations'
import { Tabs } from '../ui/tabs'

export function InsuranceTabs({ current }: { current: 'months' | 'schemes' }) {
  const t = useTranslations('insurance.tabs')
  const paths = { months: '/hq/insurance', schemes: '/hq/insurance/schemes' } as const
  return (
    <Tabs
      label={t('label')}
      items={(['months', 'schemes'] as const).map(tab => ({
        href: paths[tab],
        label: t(tab),
        current: tab === current,
      }))}
    />
  )
}
