import { MeShell } from '@/components/shell/me-shell'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Lifeline } from '@/components/ui/lifeline'
import { OwnershipTag } from '@/components/ui/ownership-tag'
import { pack } from '@/components/ui/packed'
import { PageHeader } from '@/components/ui/page-header'
import { useTranslations } from '@/lib/translations'
import { meNav, useCommon } from '../samples'

export default function MeSample() {
  const t = useTranslations('ui.gallery')
  const common = useCommon(t('people.li'))
  const rows = [
    {
      key: 'transfer',
      icon: <Icon name="route" />,
      title: t('meTransfer'),
      detail: t('meTransferDetail'),
      verb: t('actions.progress'),
    },
    {
      key: 'course',
      icon: <Icon name="school" />,
      title: t('meCourse'),
      detail: t('meCourseDetail'),
      verb: t('actions.continue'),
    },
    {
      key: 'score',
      icon: <Icon name="gauge" />,
      title: t('meScore'),
      detail: t('meScoreDetail'),
      verb: t('actions.breakdown'),
    },
  ]
  return (
    <MeShell
      data={pack({
        person: { name: t('people.li'), role: t('positions.headChef') },
        seat: { href: '/gallery/me', label: t('people.li'), owner: 'me' },
        nav: meNav(t),
        ...common,
      })}
      theme={{ value: 'system' }}
    >
      <PageHeader
        title={t('meHello')}
        detail={t('meDetail')}
        actions={<OwnershipTag home={t('units.hq')} store={t('units.tianyaoShort')} />}
      />
      <div className="grid gap-(--gap)">
        <Card flush>
          <ul data-rows>
            {rows.map(row => (
              <li key={row.key} className="border-line border-b last:border-0">
                <a
                  href={`#${row.key}`}
                  className="flex min-h-16 items-center gap-3 px-(--pad) py-2 hover:bg-surface-2"
                >
                  <span className="grid size-10 shrink-0 place-items-center rounded-md bg-hq-soft text-hq-ink text-lg">
                    {row.icon}
                  </span>
                  <span className="min-w-0 grow">
                    <span className="block">{row.title}</span>
                    <span className="block text-ink-2 text-sm">{row.detail}</span>
                  </span>
                  <span className="inline-flex items-center gap-0.5 whitespace-nowrap text-base text-hq-ink">
                    {row.verb}
                    <Icon name="chevron-right" />
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </Card>
        <Card title={t('lifeline')}>
          <Lifeline
            label={t('lifeline')}
            today="2026-10-22"
            stretches={[
              {
                id: 'a',
                from: '2024-03-01',
                to: '2026-03-22',
                owner: 'hq',
                label: t('units.dining'),
                href: '#a',
              },
              {
                id: 'b',
                from: '2026-03-22',
                to: '2027-05-01',
                owner: 'store',
                label: t('units.tianyao'),
                href: '#b',
              },
            ]}
          />
        </Card>
      </div>
    </MeShell>
  )
}
