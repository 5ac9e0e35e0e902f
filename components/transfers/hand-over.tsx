import type { Actor } from '@/lib/actor'
import type { HandOverRow } from '@/lib/transfers/queries'
import { mayTick, tickableFrom } from '@/lib/transfers/rules'
import { getTranslations } from '@/lib/translations'
import type { Request } from '@/lib/workflow/queries'
import { getWhen } from '../requests/when'
import { Badge, type Tone } from '../ui/badge'
import { Card } from '../ui/card'
import { Checklist } from '../ui/checklist'
import { Icon } from '../ui/icon'
import { Tick } from './tick'

/** Whose part it is, in the colours of headquarters and stores: a dispatch leaves headquarters, a return comes back to it. */
function faceOf(side: HandOverRow['side'], kind: string): { tone: Tone; look?: 'outline' } {
  if (side === 'source') return { tone: kind === 'dispatch' ? 'hq' : 'store' }
  if (side === 'receiving') return { tone: kind === 'return' ? 'hq' : 'store' }
  return side === 'hq' ? { tone: 'hq' } : { tone: 'mute', look: 'outline' }
}

/** 交接清单: each side ticks its own items; who ticked and when stays. */
export async function HandOver({
  items,
  effectiveOn,
  request,
  actor,
}: {
  items: HandOverRow[]
  effectiveOn: string
  request: Request
  actor: Actor
}) {
  const t = await getTranslations('transfers')
  const when = await getWhen(actor.now)
  // A cancelled transfer hands nothing over any more: what was ticked stays to be read.
  const isOwed = request.status === 'approved'
  const done = items.filter(item => item.doneAt).length
  return (
    <Card
      title={t('handOverTitle')}
      actions={
        <span className="num text-ink-2">
          {isOwed
            ? t('handOverProgress', { done: String(done), all: String(items.length) })
            : t('handOverOver')}
        </span>
      }
    >
      <Checklist
        items={items.map(item => {
          const label = t(`handOver.${item.item as 'handOverWork'}`)
          const isDone = item.doneAt !== null
          const from = tickableFrom(item.item, effectiveOn)
          const isEarly = from !== undefined && from > actor.today
          return {
            id: item.id,
            label,
            done: isOwed || isDone ? isDone : undefined,
            ...(!isOwed && { icon: <Icon name="ban" /> }),
            detail: (
              <span className="flex flex-wrap items-center gap-1.5">
                <Badge {...faceOf(item.side, request.facts.kind)}>{t(`sides.${item.side}`)}</Badge>
                <span className="num">
                  {item.doneAt && item.doneByName
                    ? t('handOverDone', { name: item.doneByName, time: when.stamp(item.doneAt) })
                    : !isOwed
                      ? t('handOverNotNeeded')
                      : isEarly
                        ? t('handOverFrom', { date: when.day(from) })
                        : t('handOverDue', { date: when.day(item.dueOn) })}
                </span>
              </span>
            ),
            action: isOwed && (isDone || !isEarly) && mayTick(item, request, actor) && (
              <Tick
                number={request.number}
                item={item.item}
                done={isDone}
                label={t(isDone ? 'untick' : 'tick', { item: label })}
              />
            ),
          }
        })}
      />
    </Card>
  )
}
