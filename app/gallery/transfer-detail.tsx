import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Checklist } from '@/components/ui/checklist'
import { DiffTable } from '@/components/ui/diff-table'
import { Icon } from '@/components/ui/icon'
import { Timeline } from '@/components/ui/timeline'
import { useTranslations } from '@/lib/translations'

/** The dispatch of the mock: what changes, what follows by itself, and how far it has come. */
export function TransferDetail() {
  const t = useTranslations('ui.gallery')
  const d = useTranslations('ui.gallery.diff')
  return (
    <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,1fr)_24.5rem]">
      <div className="grid gap-(--gap)">
        <Card title={d('title')} flush>
          <DiffTable
            caption={d('title')}
            rows={[
              { label: d('unit'), from: d('fromUnit'), to: d('toUnit'), owner: 'store' },
              {
                label: d('position'),
                from: t('positions.chef'),
                to: t('positions.headChef'),
                owner: 'store',
              },
              { label: d('manager'), from: t('people.he'), to: t('facts.managers'), owner: 'store' },
              { label: d('scheme'), from: d('fromScheme'), to: d('toScheme'), owner: 'store' },
              { label: d('attendance'), from: d('fromAttendance'), to: d('toAttendance'), owner: 'store' },
              { label: d('pay'), from: d('same'), to: d('allowance'), owner: 'hq' },
            ]}
          />
        </Card>
        <Card title={t('effects.title')}>
          <Checklist
            items={[
              { id: '1', label: t('effects.file'), icon: <Icon name="folder-symlink" /> },
              { id: '2', label: t('effects.courses'), icon: <Icon name="school" /> },
              { id: '3', label: t('effects.scheme'), icon: <Icon name="gauge" /> },
              { id: '4', label: t('effects.roster'), icon: <Icon name="calendar-time" /> },
            ]}
          />
        </Card>
      </div>
      <Card
        title={t('flow.title')}
        actions={
          <Button variant="ghost" size="small" icon={<Icon name="bell-ringing" />}>
            {t('actions.urge')}
          </Button>
        }
      >
        <Progress />
      </Card>
    </div>
  )
}

function Progress() {
  const t = useTranslations('ui.gallery')
  return (
    <Timeline
      label={t('flow.title')}
      nodes={[
        {
          id: '1',
          state: 'done',
          title: t('flow.submit'),
          person: { name: t('people.li'), owner: 'hq' },
          at: '10-20 09:12',
          comment: t('flow.wish'),
        },
        {
          id: '2',
          state: 'done',
          title: t('flow.receive'),
          person: { name: t('people.zhao'), role: t('roles.manager'), owner: 'store' },
          at: '10-20 14:40',
          elapsed: t('flow.fiveHours'),
          comment: t('flow.roster'),
        },
        {
          id: '3',
          state: 'note',
          title: t('flow.comment'),
          person: { name: t('people.zhou'), owner: 'hq' },
          at: '10-21 10:05',
          comment: t('flow.certificate'),
        },
        {
          id: '4',
          state: 'current',
          title: t('flow.check'),
          you: true,
          person: { name: t('people.zhou'), role: t('roles.hr'), owner: 'hq' },
          at: '10-21 10:06',
          remaining: t('flow.sevenHours'),
        },
        {
          id: '5',
          state: 'future',
          title: t('flow.sign'),
          person: { name: t('people.sun'), role: t('roles.executive') },
          expected: '10-23',
        },
        {
          id: '6',
          state: 'future',
          title: t('flow.effective'),
          person: { name: t('roles.system') },
          expected: '11-01 00:00',
        },
      ]}
    />
  )
}
