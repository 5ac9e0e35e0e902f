import { useLocale } from 'next-intl'
import { getWhen } from '@/components/requests/when'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DueChip } from '@/components/ui/due-chip'
import { EmptyState } from '@/components/ui/empty-state'
import type { InboxRow } from '@/lib/requests/queries'
import { dueLevel } from '@/lib/requests/rules'
import { getTranslations, useTranslations } from '@/lib/translations'
import { Icon } from '../ui/icon'

/** What waits for the reader, the most urgent first; the whole list is the inbox. */
export function TodoCard({
  rows,
  total,
  at,
  now,
}: {
  rows: InboxRow[]
  total: number
  at: string
  now: Date
}) {
  const t = useTranslations('people')
  const course = useTranslations('requests.course')
  const kinds = useTranslations('requests.kinds')
  const sentences = useTranslations('requests.sentences')
  const locale = useLocale()
  const tickets = useTranslations('tickets.status')
  const hrefOf = (row: InboxRow) => `${at}/${row.subject === 'ticket' ? 'tickets' : 'requests'}/${row.number}`
  const stageOf = (row: InboxRow) => (locale === 'en' ? row.stageEn : row.stage)
  return (
    <Card
      title={t('workbench.todos')}
      flush
      actions={
        <a href={`${at}/inbox`} className="text-hq-ink hover:underline">
          {t('workbench.allTodos', { count: total > 99 ? '99+' : total })}
        </a>
      }
    >
      {rows.length === 0 && (
        <EmptyState
          icon={<Icon name="circle-check" />}
          title={t('workbench.noTodos')}
          detail={t('workbench.noTodosDetail')}
        />
      )}
      <ul data-rows>
        {rows.map(row => (
          <li
            key={row.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-(--pad) py-2 last:border-0 hover:bg-surface-2"
          >
            <Badge tone="hq">
              {row.subject === 'ticket'
                ? locale === 'en'
                  ? row.categoryEn
                  : row.category
                : kinds(row.kind as 'move')}
            </Badge>
            <span className="min-w-40 grow basis-40">
              <a data-row href={hrefOf(row)} className="font-medium hover:underline">
                {row.title ?? sentences(row.kind as 'move', { employee: row.employee, to: row.to ?? '' })}
              </a>
              <span className="block text-ink-2 text-sm">
                <span className="num">{row.number}</span> ·{' '}
                {row.subject === 'ticket'
                  ? tickets(row.status as 'open')
                  : row.status === 'returned'
                    ? course('revising')
                    : stageOf(row)}
              </span>
            </span>
            <Due at={row.at} now={now} />
            <LinkButton
              href={`${at}/requests/${row.number}`}
              size="small"
              variant="ghost"
              className="max-sm:hidden"
            >
              {t('workbench.handle')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** In the words of the inbox, so that both say the same of one task. */
async function Due({ at, now }: { at: string; now: Date }) {
  const t = await getTranslations('requests.inbox.due')
  const when = await getWhen(now)
  const due = new Date(at)
  const level = dueLevel(due, now)
  const time = level === 'today' ? when.clock(due) : when.span(due.getTime() - now.getTime())
  return <DueChip level={level}>{t(level, { time })}</DueChip>
}
