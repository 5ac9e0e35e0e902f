import { Person } from '@/components/ui/avatar'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Pagination } from '@/components/ui/pagination'
import { QueryStrip, SelectFilter } from '@/components/ui/query-strip'
import type { SearchParams } from '@/components/ui/search-params'
import { PlacementBadge } from '@/components/ui/status-badge'
import { RowLink, Table, Td, Th } from '@/components/ui/table'
import { Tabs } from '@/components/ui/tabs'
import { useTranslations } from '@/lib/translations'
import { Section } from './section'

const people = [
  {
    name: 'li',
    owner: 'both',
    number: 'E00231',
    position: 'headChef',
    unit: 'tianyao',
    since: '2026-03-22',
    days: 214,
    status: 'stationed',
  },
  {
    name: 'wang',
    owner: 'both',
    number: 'E00198',
    position: 'chef',
    unit: 'tianyao',
    since: '2025-11-24',
    days: 332,
    status: 'expiring',
  },
  {
    name: 'chen',
    owner: 'hq',
    number: 'E00305',
    position: 'chef',
    unit: 'dining',
    since: '2024-07-01',
    days: 0,
    status: 'scheduled',
  },
  {
    name: 'yang',
    owner: 'both',
    number: 'E00117',
    position: 'pastry',
    unit: 'nanxi',
    since: '2026-06-01',
    days: 143,
    status: 'returning',
  },
] as const

export function ListSection({ params }: { params: SearchParams }) {
  const t = useTranslations('ui.gallery')
  const label = (column: 'number' | 'position' | 'unit' | 'since' | 'days' | 'status') =>
    t(`columns.${column}`)
  return (
    <Section name="list">
      <div>
        <Tabs
          label={t('tasks.title')}
          items={[
            { href: '#list', label: t('tabs.mine'), count: 7, current: true },
            { href: '#done', label: t('tabs.done') },
            { href: '#started', label: t('tabs.started'), count: 2 },
            { href: '#copied', label: t('tabs.copied') },
          ]}
        />
        <Card flush>
          <QueryStrip
            params={params}
            placeholder={t('filters.placeholder')}
            keep={['sort', 'theme', 'density']}
            resetHref="/gallery#list"
            actions={
              <LinkButton variant="primary" href="#list" icon={<Icon name="plus" />}>
                {t('actions.dispatch')}
              </LinkButton>
            }
          >
            <SelectFilter
              label={t('filters.unit')}
              name="unit"
              defaultValue={String(params.unit ?? '')}
              empty={t('filters.anyStatus')}
              options={[{ value: 'tianyao', label: t('units.tianyao') }]}
            />
          </QueryStrip>
          <Table caption={t('nav.employees')} stickyHead={false}>
            <thead>
              <tr>
                <Th sort={{ column: 'name', params: { sort: 'name', ...params } }}>
                  {t('columns.employee')}
                </Th>
                <Th sort={{ column: 'number', params }}>{label('number')}</Th>
                <Th>{label('position')}</Th>
                <Th>{label('unit')}</Th>
                <Th sort={{ column: 'since', params }}>{label('since')}</Th>
                <Th numeric>{label('days')}</Th>
                <Th>{label('status')}</Th>
              </tr>
            </thead>
            <tbody>
              {people.map(person => (
                <tr key={person.number}>
                  <Td>
                    <RowLink href={`#${person.number}`}>
                      <Person name={t(`people.${person.name}`)} owner={person.owner} />
                    </RowLink>
                  </Td>
                  <Td label={label('number')}>{person.number}</Td>
                  <Td label={label('position')}>{t(`positions.${person.position}`)}</Td>
                  <Td label={label('unit')}>{t(`units.${person.unit}`)}</Td>
                  <Td label={label('since')}>{person.since}</Td>
                  <Td label={label('days')} numeric>
                    {person.days || '—'}
                  </Td>
                  <Td label={label('status')}>
                    <PlacementBadge status={person.status} />
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
          <Pagination params={params} total={10_000} next="E00117" />
        </Card>
      </div>
    </Section>
  )
}
