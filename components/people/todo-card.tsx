import { inboxLines } from '@/components/requests/inbox-lines'
import { getWhen } from '@/components/requests/when'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DueChip } from '@/components/ui/due-chip'
import { EmptyState } from '@/components/ui/empty-state'
import type { Actor } from '@/lib/actor'
import type { InboxRow } from '@/lib/requests/queries'
import { pathOfSeat } from '@/lib/seat'
import { getTranslations } from '@/lib/translations'
import { Icon } from '../ui/icon'
import { Parts } from '../ui/parts'

/** What waits for the reader, the most urgent first, in the words of the inbox, which is the whole list. */
export async function TodoCard({ rows, total, actor }: { rows: InboxRow[]; total: number; actor: Actor }) {
  const t = await getTranslations('people.workbench')
  const lines = await inboxLines(rows, 'todo', { actor, when: await getWhen(actor.now) })
  return (
    <Card
      title={t('todos')}
      flush
      actions={
        <a href={`${pathOfSeat(actor)}/inbox`} className="text-hq-ink hover:underline">
          {t('allTodos', { count: total > 99 ? '99+' : total })}
        </a>
      }
    >
      {lines.length === 0 && (
        <EmptyState icon={<Icon name="circle-check" />} title={t('noTodos')} detail={t('noTodosDetail')} />
      )}
      <ul data-rows>
        {lines.map(line => (
          <li
            key={line.key}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-(--pad) py-2 last:border-0 hover:bg-surface-2"
          >
            <span className="sm:min-w-18">
              <Badge tone="hq">{line.kind}</Badge>
            </span>
            <span className="min-w-40 grow basis-40">
              <a data-row href={line.href} className="font-medium hover:underline">
                {line.sentence}
              </a>
              <span className="num block text-ink-2 text-sm">
                <Parts of={line.details} />
              </span>
            </span>
            {line.due && <DueChip level={line.due.level}>{line.due.text}</DueChip>}
            <LinkButton href={line.href} size="small" variant="ghost" className="max-sm:hidden">
              {t('handle')}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Card>
  )
}
