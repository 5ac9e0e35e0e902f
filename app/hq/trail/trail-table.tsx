import { roleWord } from '@/components/account/roles'
import { useTrailWords } from '@/components/people/trail-words'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { Table, Td, Th } from '@/components/ui/table'
import type { TrailRow } from '@/lib/account/queries'
import { secondIn, zone } from '@/lib/clock'
import type { FieldNames } from '@/lib/completeness/queries'
import { isChange } from '@/lib/trail'
import { useTranslations } from '@/lib/translations'

export function TrailTable({ rows, fields }: { rows: TrailRow[]; fields: FieldNames }) {
  const t = useTranslations('account')
  const roles = useTranslations('account.roles')
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<Icon name="history" />}
        title={t('trailPage.empty')}
        detail={t('trailPage.emptyDetail')}
      />
    )
  }
  return (
    <Table caption={t('trailPage.caption')}>
      <thead>
        <tr>
          <Th>{t('trailPage.columns.at')}</Th>
          <Th>{t('trailPage.columns.who')}</Th>
          <Th>{t('trailPage.columns.what')}</Th>
          <Th>{t('trailPage.columns.about')}</Th>
          <Th>{t('trailPage.columns.details')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id}>
            <Td className="num whitespace-nowrap">
              <time dateTime={row.at.toISOString()}>{secondIn(zone, row.at)}</time>
            </Td>
            <Td label={t('trailPage.columns.who')} className="sm:whitespace-nowrap">
              <span className="break-keep">{row.actorName}</span>
              <span className="ms-1.5 text-ink-3 text-sm">
                {roleWord(roles, row.actorRole) ?? t('trailPage.system')}
              </span>
            </Td>
            <Td label={t('trailPage.columns.what')} className="max-sm:col-span-2 sm:whitespace-nowrap">
              {actionText(t, row.action)}
            </Td>
            <Td label={t('trailPage.columns.about')} className="sm:whitespace-nowrap">
              <About row={row} />
            </Td>
            <Td
              label={t('trailPage.columns.details')}
              className="text-sm max-sm:col-span-full max-sm:items-start! max-sm:has-[ul:empty]:hidden"
            >
              <Details details={row.details} isNumbered={row.requestNumber !== null} fields={fields} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

type Texts = ReturnType<typeof useTranslations<'account'>>

function About({ row }: { row: TrailRow }) {
  if (row.requestNumber) {
    return (
      <a className="text-hq-ink hover:underline" href={`/hq/requests/${row.requestNumber}`}>
        {row.requestNumber}
      </a>
    )
  }
  if (row.employeeNumber && row.employeeName !== row.actorName) {
    return (
      <a className="text-hq-ink hover:underline" href={`/hq/people/${row.employeeNumber}`}>
        <span className="break-keep">{row.employeeName}</span>{' '}
        <span className="num text-sm">{row.employeeNumber}</span>
      </a>
    )
  }
  if (row.unitCode) {
    return (
      <a className="text-hq-ink hover:underline" href={`/hq/organisation/${row.unitCode}`}>
        {row.unitName}
      </a>
    )
  }
  return typeof row.details.name === 'string' ? row.details.name : null
}

/** `{ field: [before, after] }` and plain facts, as a command wrote them. */
function Details({
  details,
  isNumbered,
  fields,
}: {
  details: TrailRow['details']
  isNumbered: boolean
  fields: FieldNames
}) {
  const t = useTranslations('account.trailPage')
  const words = useTrailWords(fields)
  const shown = Object.entries(details).filter(
    ([field, value]) =>
      value !== null &&
      value !== '' &&
      !(field === 'files' && value === 0) &&
      !(isNumbered && field === 'number') &&
      !isInternalId(value),
  )
  return (
    <ul className="flex max-w-3xl flex-wrap gap-x-4">
      {shown.map(([field, value]) => (
        <li key={field} className="break-words">
          {isChange(field, value)
            ? t('change', {
                field: words.field(field),
                from: words.value(field, value[0]),
                to: words.value(field, value[1]),
              })
            : t('fact', { field: words.field(field), value: words.value(field, value) })}
        </li>
      ))}
    </ul>
  )
}

/** Rows outlive the program that wrote them: what it has no words for is shown as it stands. */
function actionText(t: Texts, action: string): string {
  return t.has(`trail.${action}` as 'trail.unit.opened')
    ? t(`trail.${action}` as 'trail.unit.opened')
    : action
}

/** Keys of rows say nothing to a reader. */
const isInternalId = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)
