import { Card } from '@/components/ui/card'
import { Timeline } from '@/components/ui/timeline'
import { useTranslations } from '@/lib/translations'
import { Section } from './section'
import { TransferDetail } from './transfer-detail'

export function ApprovalSection() {
  const t = useTranslations('ui.gallery')
  return (
    <Section name="approval">
      <TransferDetail />
      <div className="grid gap-(--gap) md:grid-cols-2">
        <Card title={t('actions.return')}>
          <Timeline
            label={t('actions.return')}
            nodes={[
              {
                id: '1',
                state: 'done',
                title: t('flow.submit'),
                person: { name: t('people.li'), owner: 'hq' },
                at: '10-20 09:12',
                superseded: true,
              },
              {
                id: '2',
                state: 'returned',
                title: t('flow.department'),
                person: { name: t('people.sun'), role: t('roles.head'), owner: 'hq' },
                onBehalfOf: t('people.he'),
                at: '10-20 11:30',
                reason: t('flow.returnReason'),
                comment: t('flow.returnText'),
                returnsTo: t('flow.submit'),
              },
              {
                id: '3',
                state: 'current',
                title: t('flow.submit'),
                person: { name: t('people.li'), owner: 'hq' },
                you: true,
                remaining: t('flow.sevenHours'),
                overdue: true,
              },
              {
                id: '4',
                state: 'future',
                title: t('flow.receive'),
                expected: '10-24',
                group: {
                  needed: 1,
                  people: [
                    { name: t('people.zhao'), role: t('roles.manager'), owner: 'store', decided: false },
                    { name: t('people.gu'), role: t('roles.manager'), owner: 'store', decided: false },
                  ],
                },
              },
            ]}
          />
        </Card>
        <Card title={t('actions.reject')}>
          <Timeline
            label={t('actions.reject')}
            nodes={[
              {
                id: '1',
                state: 'done',
                title: t('flow.submit'),
                person: { name: t('people.li'), owner: 'hq' },
                at: '10-20 09:12',
                attachments: [{ name: t('flow.attachment'), href: '/icon.svg', size: '218 KB' }],
              },
              { id: '2', state: 'skipped', title: t('flow.department'), at: '10-20 09:12' },
              {
                id: '3',
                state: 'rejected',
                title: t('flow.receive'),
                person: { name: t('people.zhao'), role: t('roles.manager'), owner: 'store' },
                at: '10-20 14:40',
                elapsed: t('flow.fiveHours'),
                reason: t('flow.refuseReason'),
                comment: t('flow.refuseText'),
              },
            ]}
          />
        </Card>
      </div>
    </Section>
  )
}
