import { Avatar, Person } from '@/components/ui/avatar'
import { Card } from '@/components/ui/card'
import { Lifeline } from '@/components/ui/lifeline'
import { OwnershipTag } from '@/components/ui/ownership-tag'
import { useTranslations } from '@/lib/translations'
import { Row, Section } from './section'

export function PersonSection() {
  const t = useTranslations('ui.gallery')
  return (
    <Section name="people">
      <Row>
        <Avatar name={t('people.li')} owner="both" size="lg" />
        <Avatar name={t('people.yang')} owner="hq" size="md" />
        <Avatar name={t('people.zhao')} owner="store" size="md" />
        <Avatar name={t('people.foreign')} size="md" />
        <Person name={t('people.li')} owner="both" detail={t('positions.headChef')} />
        <OwnershipTag home={t('units.hq')} store={t('units.tianyaoShort')} />
        <OwnershipTag home={t('units.dining')} />
        <OwnershipTag store={t('units.nanxi')} />
      </Row>
      <Card title={t('lifeline')} actions={<span className="num text-ink-2">{t('lifelineNow')}</span>}>
        <Lifeline
          label={t('lifeline')}
          today="2026-10-22"
          stretches={[
            {
              id: 'a',
              from: '2024-03-01',
              to: '2025-02-01',
              owner: 'hq',
              label: t('units.dining'),
              href: '#a',
            },
            {
              id: 'b',
              from: '2025-02-01',
              to: '2025-09-01',
              owner: 'store',
              label: t('units.nanxi'),
              href: '#b',
            },
            {
              id: 'c',
              from: '2025-09-01',
              to: '2026-03-22',
              owner: 'hq',
              label: t('units.dining'),
              href: '#c',
            },
            {
              id: 'd',
              from: '2026-03-22',
              to: '2027-05-01',
              owner: 'store',
              label: t('units.tianyao'),
              href: '#d',
            },
            {
              id: 'e',
              from: '2027-05-01',
              owner: 'hq',
              label: t('lifelineReturn'),
              planned: true,
              href: '#e',
            },
          ]}
        />
      </Card>
    </Section>
  )
}
