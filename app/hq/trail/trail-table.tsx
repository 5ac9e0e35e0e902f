import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { Table, Td, Th } from '@/components/ui/table'
import type { TrailRow } from '@/lib/account/queries'
import { useFormatter, useTranslations } from '@/lib/translations'

export function TrailTable({ rows }: { rows: TrailRow[] }) {
  const t = useTranslations('account')
  const format = useFormatter()
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
            <Td className="num whitespace-nowrap">{format.dateTime(row.at, moment)}</Td>
            <Td label={t('trailPage.columns.who')} className="whitespace-nowrap">
              {row.actorName}
              <span className="ms-1.5 text-ink-3 text-sm">{roleText(t, row.actorRole)}</span>
            </Td>
            <Td label={t('trailPage.columns.what')} className="whitespace-nowrap">
              {actionText(t, row.action)}
            </Td>
            <Td label={t('trailPage.columns.about')} className="whitespace-nowrap">
              <About row={row} />
            </Td>
            <Td
              label={t('trailPage.columns.details')}
              className="text-sm max-sm:col-span-full max-sm:items-start! max-sm:has-[ul:empty]:hidden"
            >
              <Details details={row.details} isNumbered={row.requestNumber !== null} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const moment = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
} as const

type Texts = ReturnType<typeof useTranslations<'account'>>
type OtherTexts = {
  handOver: ReturnType<typeof useTranslations<'transfers.handOver'>>
  items: ReturnType<typeof useTranslations<'completeness.items'>>
}

function About({ row }: { row: TrailRow }) {
  if (row.requestNumber) {
    return (
      <a className="text-hq-ink hover:underline" href={`/hq/requests/${row.requestNumber}`}>
        {row.requestNumber}
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
function Details({ details, isNumbered }: { details: TrailRow['details']; isNumbered: boolean }) {
  const t = useTranslations('account')
  const handOver = useTranslations('transfers.handOver')
  const items = useTranslations('completeness.items')
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
          {Array.isArray(value) && value.length === 2
            ? t('trailPage.change', {
                field: fieldText(t, field),
                from: valueText(t, value[0]),
                to: valueText(t, value[1]),
              })
            : t('trailPage.fact', {
                field: fieldText(t, field),
                value: factText(t, { handOver, items }, field, value),
              })}
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

function roleText(t: Texts, role: string): string {
  return t.has(`roles.${role}` as 'roles.hr') ? t(`roles.${role}` as 'roles.hr') : t('trailPage.system')
}

function fieldText(t: Texts, field: string): string {
  return isKey(field) && t.has(`trailFields.${field}` as 'trailFields.name')
    ? t(`trailFields.${field}` as 'trailFields.name')
    : field
}

/** The items of a hand-over are named where they are ticked, those of a file where they are missing. */
function factText(t: Texts, { handOver, items }: OtherTexts, field: string, value: unknown): string {
  if (field === 'fileItems' && typeof value === 'string')
    return value
      .split(' ')
      .map(item => (isKey(item) && items.has(item as 'phone') ? items(item as 'phone') : item))
      .join('、')
  const isItem = field === 'item' && typeof value === 'string' && isKey(value)
  return isItem && handOver.has(value as 'handOverWork')
    ? handOver(value as 'handOverWork')
    : valueText(t, value)
}

function valueText(t: Texts, value: unknown): string {
  if (value === null || value === undefined || value === '') return t('trailPage.nothing')
  if (typeof value === 'boolean') return t(value ? 'trailPage.yes' : 'trailPage.no')
  if (typeof value !== 'string') return JSON.stringify(value).slice(0, 300)
  return isKey(value) && t.has(`trailValues.${value}` as 'trailValues.dispatch')
    ? t(`trailValues.${value}` as 'trailValues.dispatch')
    : value.slice(0, 300)
}

/** Keys of rows say nothing to a reader. */
const isInternalId = (value: unknown): boolean =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)

/** A text with a dot in it would be read as a path into the catalogue. */
const isKey = (text: string): boolean => /^[\w-]+$/.test(text)
