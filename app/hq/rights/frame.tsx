import type { ReactNode } from 'react'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon, type IconName } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { Tabs } from '@/components/ui/tabs'
import { useTranslations } from '@/lib/translations'

const tabs = { requests: '/hq/rights', holds: '/hq/rights/holds', erasures: '/hq/rights/erasures' } as const

/** What the three lists of personal data requests have in common; without children it says what would be there. */
export function RightsFrame({
  current,
  detail,
  actions,
  empty,
  children,
}: {
  current: keyof typeof tabs
  detail: string
  actions?: ReactNode
  empty: { icon: IconName; title: string; detail: string }
  children: ReactNode
}) {
  const t = useTranslations('rights')
  const portals = useTranslations('account.portals')
  return (
    <>
      <Breadcrumb items={[{ label: portals('hq'), href: '/hq' }, { label: t('title') }]} />
      <PageHeader title={t('title')} detail={detail} actions={actions} />
      <Tabs
        label={t('tabs.label')}
        items={(['requests', 'holds', 'erasures'] as const).map(one => ({
          href: tabs[one],
          label: t(`tabs.${one}`),
          current: one === current,
        }))}
      />
      <Card flush>
        {children || (
          <EmptyState icon={<Icon name={empty.icon} />} title={empty.title} detail={empty.detail} />
        )}
      </Card>
    </>
  )
}
