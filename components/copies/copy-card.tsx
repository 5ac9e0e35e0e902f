import { dayIn, zone } from '@/lib/clock'
import { askCopy, removeCopy } from '@/lib/copies/actions'
import type { OwnCopy } from '@/lib/copies/queries'
import { copyFormats } from '@/lib/copies/rules'
import { useTranslations } from '@/lib/translations'
import { ActionButton } from '../ui/action-button'
import { Badge } from '../ui/badge'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Icon } from '../ui/icon'
import { madeLooks } from '../ui/made-looks'
import { CopyHolds } from './copy-holds'
import { sizeOf, sizesOf } from './sizes'

/** 我的资料副本: everything that is kept of the reader, to be made and downloaded by them alone. */
export function CopyCard({ copies }: { copies: OwnCopy[] }) {
  const t = useTranslations('copies')
  const isUnderWay = copies.some(one => one.status === 'waiting' || one.status === 'running')
  return (
    <Card
      title={t('title')}
      actions={
        !isUnderWay && (
          <ActionButton action={askCopy} size="small" icon={<Icon name="download" />}>
            {t('ask')}
          </ActionButton>
        )
      }
      flush
    >
      <p className="px-(--pad) pt-3 text-ink-2 text-sm">{t('detail')}</p>
      {copies.length === 0 && <p className="px-(--pad) pt-2 pb-3 text-ink-2 text-sm">{t('empty')}</p>}
      <ul aria-label={t('caption')} className="mt-2 divide-y divide-line">
        {copies.map(one => (
          <li key={one.id} className="grid gap-2 px-(--pad) py-3">
            <p className="flex flex-wrap items-center gap-2">
              <span className="num font-semibold">{t('of', { date: dayIn(zone, one.createdAt) })}</span>
              <Badge {...madeLooks[one.status]}>{t(`states.${one.status}`)}</Badge>
              {one.status === 'done' && (
                <span className="num text-ink-2 text-sm">
                  {t('expires', { date: dayIn(zone, one.expiresAt) })}
                </span>
              )}
            </p>
            {one.status === 'failed' && (
              <p className="text-bad-ink text-sm">{t(`reason.${one.reason || 'broken'}`)}</p>
            )}
            <CopyHolds copy={one} />
            <div className="flex flex-wrap gap-2">
              {one.status === 'done' &&
                copyFormats
                  .filter(kind => sizesOf(one)[kind] > 0)
                  .map(kind => (
                    <LinkButton
                      key={kind}
                      href={`/me/privacy/attachments/${one.id}?format=${kind}`}
                      download
                      size="small"
                      variant={kind === 'pdf' ? 'primary' : 'plain'}
                      icon={<Icon name="download" />}
                    >
                      {t('download', {
                        format: kind.toUpperCase(),
                        size: sizeOf(sizesOf(one)[kind]),
                      })}
                    </LinkButton>
                  ))}
              <ActionButton action={removeCopy} fields={{ copyId: one.id }} size="small" variant="ghost">
                {t('remove')}
              </ActionButton>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
