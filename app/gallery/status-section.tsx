import { Badge } from '@/components/ui/badge'
import { DueChip } from '@/components/ui/due-chip'
import { ApprovalBadge, PlacementBadge } from '@/components/ui/status-badge'
import { useTranslations } from '@/lib/translations'
import { Row, Section } from './section'

export function StatusSection() {
  const t = useTranslations('ui.gallery')
  return (
    <Section name="status">
      <Row>
        <ApprovalBadge status="draft" />
        <ApprovalBadge status="pending" progress="3/5" />
        <ApprovalBadge status="mine" />
        <ApprovalBadge status="returned" />
        <ApprovalBadge status="rejected" />
        <ApprovalBadge status="withdrawn" />
        <ApprovalBadge status="cancelled" />
        <ApprovalBadge status="approved" date="11-01" />
        <ApprovalBadge status="lapsed" />
        <ApprovalBadge status="effective" />
      </Row>
      <Row>
        <PlacementBadge status="home" />
        <PlacementBadge status="scheduled" detail="11-01" />
        <PlacementBadge status="stationed" />
        <PlacementBadge status="returning" />
        <PlacementBadge status="expiring" />
        <PlacementBadge status="left" />
      </Row>
      <Row>
        <DueChip level="overdue">{t('due.overdue')}</DueChip>
        <DueChip level="today">{t('due.today')}</DueChip>
        <DueChip level="soon">{t('due.soon')}</DueChip>
        <DueChip level="later">{t('due.later')}</DueChip>
        <Badge tone="info" icon="clock">
          {t('tokens.info')}
        </Badge>
        <Badge tone="trip" look="outline" icon="map-pin">
          {t('tokens.trip')}
        </Badge>
        <Badge tone="store" look="solid" icon="lock">
          {t('tokens.store')}
        </Badge>
        <Badge tone="hq">{t('tasks.transfer')}</Badge>
      </Row>
    </Section>
  )
}
