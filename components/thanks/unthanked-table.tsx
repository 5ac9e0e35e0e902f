import { mostUnthanked, type Unthanked } from '@/lib/thanks/queries'
import { unthankedDays } from '@/lib/thanks/rules'
import { getTranslations } from '@/lib/translations'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { RowLink, Table, Td, Th } from '../ui/table'

/** Whom nobody in the store or at headquarters has thanked for long: somebody who may feel forgotten. */
export async function UnthankedTable({
  rows,
  base,
  isFiltered,
}: {
  rows: Unthanked[]
  base: string
  isFiltered: boolean
}) {
  const t = await getTranslations('thanks.unthanked')
  const write = (await getTranslations('thanks.verbs'))('write')
  const days = unthankedDays
  return (
    <Card
      flush
      footer={rows.length === mostUnthanked && !isFiltered ? t('most', { n: mostUnthanked }) : undefined}
    >
      {rows.length === 0 ? (
        <EmptyState icon={<Icon name="heart" />} title={t('empty')} detail={t('emptyDetail', { days })} />
      ) : (
        <>
          <p className="border-line border-b px-(--pad) py-2 text-ink-2 text-sm">{t('detail', { days })}</p>
          <Table caption={t('caption', { days })}>
            <thead>
              <tr>
                <Th>{t('person')}</Th>
                <Th>{t('unit')}</Th>
                <Th>{t('home')}</Th>
                <Th>{t('since')}</Th>
                <Th>{t('last')}</Th>
                <Th>
                  <span className="sr-only">{write}</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row.number}>
                  <Td>
                    <RowLink href={`${base}/people/${row.number}`}>{row.name}</RowLink>{' '}
                    <span className="num text-ink-3 text-xs">{row.number}</span>
                  </Td>
                  <Td label={t('unit')}>{row.unitName}</Td>
                  <Td label={t('home')}>{row.homeName}</Td>
                  <Td label={t('since')} className="num">
                    {row.startsOn}
                  </Td>
                  <Td label={t('last')} className="num">
                    {row.lastOn ?? t('never')}
                  </Td>
                  <Td>
                    <LinkButton
                      size="small"
                      variant="ghost"
                      icon={<Icon name="pencil-plus" />}
                      href={`${base}/thanks/new?to=${row.number}`}
                    >
                      {write}
                    </LinkButton>
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </>
      )}
    </Card>
  )
}
