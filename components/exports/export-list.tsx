import { dayIn, zone } from '@/lib/clock'
import { removeExport } from '@/lib/exports/actions'
import type { Export } from '@/lib/exports/queries'
import { useFormatter, useTranslations } from '@/lib/translations'
import { ActionButton } from '../ui/action-button'
import { Badge } from '../ui/badge'
import { LinkButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { madeLooks } from '../ui/made-looks'
import { Meter } from '../ui/meter'

export function ExportList({ exports, now }: { exports: Export[]; now: Date }) {
  const t = useTranslations('exports')
  const format = useFormatter()
  return (
    <ul aria-label={t('caption')} className="divide-y divide-line">
      {exports.map(one => (
        <li
          key={one.id}
          className="grid items-center gap-x-6 gap-y-2 px-(--pad) py-3 min-[56rem]:grid-cols-[minmax(0,1fr)_16rem_auto]"
        >
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-2">
              <span className="min-w-0 break-all font-semibold">{one.fileName}</span>
              <Badge {...madeLooks[one.status]}>{t(`states.${one.status}`)}</Badge>
            </p>
            <p className="text-ink-2 text-sm">
              {[
                format.relativeTime(one.createdAt, now),
                one.status === 'done' && t('expires', { date: dayIn(zone, one.expiresAt) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </div>
          <Progress one={one} />
          <div className="flex flex-wrap gap-2 min-[56rem]:justify-end">
            {one.status === 'done' && (
              <LinkButton
                href={`/hq/exports/attachments/${one.id}`}
                download
                size="small"
                variant="primary"
                icon={<Icon name="download" />}
              >
                {t('download')}
              </LinkButton>
            )}
            <ActionButton action={removeExport} fields={{ exportId: one.id }} size="small" variant="ghost">
              {t('remove')}
            </ActionButton>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Progress({ one }: { one: Export }) {
  const t = useTranslations('exports')
  if (one.status === 'failed')
    return <p className="text-bad-ink text-sm">{t(`reason.${one.reason || 'broken'}`)}</p>
  if (one.status === 'done')
    return (
      <p className="num text-ink-2 text-sm">{t('rows', { rows: one.rowsDone, size: sizeOf(one.size) })}</p>
    )
  if (one.status !== 'running') return <span />
  const total = one.rowsTotal ?? 0
  return (
    <Meter
      label={t('states.running')}
      value={one.rowsDone}
      max={total}
      detail={one.rowsTotal === null ? t('counting') : t('progress', { done: one.rowsDone, total })}
    />
  )
}

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
