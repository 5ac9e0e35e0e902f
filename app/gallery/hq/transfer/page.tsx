import { HqShell } from '@/components/shell/hq-shell'
import { Avatar } from '@/components/ui/avatar'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { pack } from '@/components/ui/packed'
import { PageHeader } from '@/components/ui/page-header'
import { ApprovalBadge } from '@/components/ui/status-badge'
import { useTranslations } from '@/lib/translations'
import { hqNav, hqSeat, seatsUrl, useCommon } from '../../samples'
import { TransferDetail } from '../../transfer-detail'

export default function TransferSample() {
  const t = useTranslations('ui.gallery')
  const common = useCommon(t('people.zhou'))
  return (
    <HqShell
      density="default"
      data={pack({
        person: { name: t('people.zhou'), role: t('roles.hr') },
        seat: hqSeat(t),
        seatsUrl,
        nav: hqNav(t),
        ...common,
      })}
      theme={{ value: 'system' }}
    >
      <Breadcrumb
        items={[
          { label: t('units.hq'), href: '/gallery/hq' },
          { label: t('nav.transfers'), href: '/gallery/hq/transfer' },
          { label: 'DG-2026-0417' },
        ]}
      />
      <PageHeader
        lead={<Avatar name={t('people.li')} owner="both" size="md" />}
        title={t('request.title')}
        badge={<ApprovalBadge status="pending" progress="3/5" />}
        detail={t('request.detail')}
        actions={
          <>
            <Button icon={<Icon name="arrow-back-up" />}>{t('actions.return')}</Button>
            <Button variant="danger">{t('actions.reject')}</Button>
            <Button icon={<Icon name="user-plus" />}>{t('actions.addApprover')}</Button>
            <Button variant="primary" icon={<Icon name="check" />}>
              {t('actions.approve')}
            </Button>
          </>
        }
      />
      <TransferDetail />
    </HqShell>
  )
}
