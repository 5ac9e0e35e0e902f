import { HqShell } from '@/components/shell/hq-shell'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Button, LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DueChip } from '@/components/ui/due-chip'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { pack } from '@/components/ui/packed'
import { PageHeader } from '@/components/ui/page-header'
import { Stat } from '@/components/ui/stat'
import { RowLink } from '@/components/ui/table'
import { useTranslations } from '@/lib/translations'
import { hqNav, hqSeat, seatsUrl, useCommon } from '../samples'

const tasks = [
  { id: 'one', kind: 'transfer', due: 'today' },
  { id: 'two', kind: 'transfer', due: 'soon' },
  { id: 'three', kind: 'score', due: 'soon' },
  { id: 'four', kind: 'punch', due: 'later' },
] as const

export default function HqSample() {
  const t = useTranslations('ui.gallery')
  const common = useCommon(t('people.zhou'))
  return (
    <HqShell
      data={pack({
        person: { name: t('people.zhou'), role: t('roles.hr') },
        seat: hqSeat(t),
        seatsUrl,
        nav: hqNav(t),
        ...common,
      })}
      theme={{ value: 'system' }}
    >
      <Breadcrumb items={[{ label: t('units.hq'), href: '/gallery' }, { label: t('nav.workbench') }]} />
      <PageHeader
        title={t('hello')}
        detail={t('helloDetail')}
        actions={
          <>
            <Button icon={<Icon name="download" />}>{t('actions.export')}</Button>
            <Button variant="primary" icon={<Icon name="plus" />}>
              {t('actions.dispatch')}
            </Button>
          </>
        }
      />
      <div className="grid gap-(--gap)">
        <div className="grid grid-cols-2 gap-(--gap) lg:grid-cols-4">
          <Stat label={t('stats.due')} value="274" detail={t('stats.dueDetail')} />
          <Stat label={t('stats.late')} value="6 / 3" detail={t('stats.lateDetail')} />
          <Stat label={t('stats.moving')} value="14" detail={t('stats.movingDetail')} />
          <Stat label={t('stats.submitted')} value="38/42" detail={t('stats.submittedDetail')} />
        </div>
        <Card
          title={t('tasks.title')}
          actions={
            <a href="#all" className="text-hq-ink">
              {t('actions.all')}
            </a>
          }
          flush
        >
          <InboxKeys>
            <ul data-rows>
              {tasks.map(task => (
                <li
                  key={task.id}
                  className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-(--pad) py-1.5 last:border-0 hover:bg-surface-2"
                >
                  <Badge tone="hq">{t(`tasks.${task.kind}`)}</Badge>
                  <RowLink href="/gallery/hq/transfer">{t(`tasks.${task.id}`)}</RowLink>
                  <span className="text-ink-2 text-sm">{t(`tasks.${task.id}Detail`)}</span>
                  <span className="ms-auto flex items-center gap-3">
                    <DueChip level={task.due}>{t(`due.${task.due}`)}</DueChip>
                    <LinkButton size="small" variant="ghost" href="/gallery/hq/transfer">
                      {t('actions.handle')}
                    </LinkButton>
                  </span>
                </li>
              ))}
            </ul>
          </InboxKeys>
        </Card>
      </div>
    </HqShell>
  )
}
