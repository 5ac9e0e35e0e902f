import { clsx } from 'clsx'
import { isManager } from '@/lib/account/rules'
import type { Actor } from '@/lib/actor'
import { pathOfSeat } from '@/lib/seat'
import type { ThreadEntry } from '@/lib/tickets/queries'
import { getFormatter, getTranslations } from '@/lib/translations'
import { roleWord } from '../account/roles'
import { getWhen } from '../requests/when'
import { Avatar, type Owner } from '../ui/avatar'
import { Badge } from '../ui/badge'

/** What was said, as it was said, and between it in one line what happened. */
export async function Thread({
  entries,
  number,
  actor,
}: {
  entries: ThreadEntry[]
  number: string
  actor: Actor
}) {
  const t = await getTranslations('tickets')
  const roles = await getTranslations('account.roles')
  const when = await getWhen(actor.now)
  const format = await getFormatter()
  const base = pathOfSeat(actor)
  const written = (value: string | string[]): string =>
    typeof value === 'string' ? value : format.list(value, { style: 'narrow' })
  const happened = ({ details: kept, kind }: ThreadEntry): string => {
    const details = Object.fromEntries(Object.entries(kept).map(([name, value]) => [name, written(value)]))
    switch (kind) {
      case 'moved':
        if (details.why)
          return t(`thread.movedWhy.${details.why as 'away'}`, {
            from: details.from ?? '',
            to: details.to || t('thread.nobody'),
          })
        return t('thread.moved', { from: details.from ?? '', to: details.to || t('thread.nobody') })
      case 'rerouted':
        return t('thread.rerouted', { from: details.from ?? '', to: details.to || t('thread.nobody') })
      case 'prioritised':
        return t('thread.prioritised', {
          from: t(`priority.${details.from as 'low'}`),
          to: t(`priority.${details.to as 'low'}`),
        })
      case 'rated':
        return t('thread.rated', { rating: details.rating ?? '' })
      case 'merged':
        return t('thread.merged', { number: details.number ?? '' })
      case 'absorbed':
        return t('thread.absorbed', {
          author: details.author ?? '',
          number: details.number ?? '',
          title: details.title ?? '',
        })
      case 'escalated':
        return t('thread.escalated', { to: details.to || t('thread.nobody') })
      case 'expired':
        return t('thread.expired', { days: details.days ?? '' })
      default:
        return t(`thread.${kind}`)
    }
  }
  return (
    <ol className="grid gap-4" aria-label={t('page.thread')}>
      {entries.map(entry => {
        const isNote = entry.kind === 'note'
        const role = entry.authorRole === 'employee' ? undefined : roleWord(roles, entry.authorRole)
        return (
          <li key={entry.id} className="flex gap-3">
            <Avatar name={entry.authorName || t('page.system')} owner={ownerOf(entry.authorRole)} />
            <div className="min-w-0 grow">
              <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
                <span className="font-semibold">{entry.authorName || t('page.system')}</span>
                {role && <span className="text-ink-3 text-sm">{role}</span>}
                {!isNote && <span className="text-ink-2">{happened(entry)}</span>}
                {isNote && (
                  <Badge tone="warn" icon="lock">
                    {t('page.noteBadge')}
                  </Badge>
                )}
                <time dateTime={entry.createdAt} className="num text-ink-3 text-sm">
                  {when.stamp(new Date(entry.createdAt))}
                </time>
              </p>
              {entry.body && (
                <p
                  className={clsx(
                    'mt-1 whitespace-pre-wrap break-words rounded-sm px-3 py-2',
                    isNote ? 'border border-warn/60 border-dashed bg-warn-soft' : 'bg-surface-2',
                    entry.kind === 'answered' && 'border-hq border-s-2',
                  )}
                >
                  {entry.body}
                </p>
              )}
              {entry.details.mentioned && (
                <p className="mt-1 text-ink-2 text-sm">
                  {t('thread.mentioned', { names: written(entry.details.mentioned) })}
                </p>
              )}
              {entry.files.length > 0 && (
                <ul className="mt-2 flex flex-wrap gap-2">
                  {entry.files.map(file => {
                    const href = `${base}/tickets/${number}/attachments/${file.id}`
                    return (
                      <li key={file.id}>
                        <a href={href} download className="block rounded-sm border border-line">
                          <img
                            src={href}
                            alt={t('page.photo', { name: file.name })}
                            loading="lazy"
                            className="size-28 rounded-sm object-cover"
                          />
                        </a>
                      </li>
                    )
                  })}
                </ul>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}

function ownerOf(title: string): Owner | undefined {
  if (!title || title === 'employee') return undefined
  return isManager(title) ? 'store' : 'hq'
}
