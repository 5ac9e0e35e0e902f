import type { Actor } from '@/lib/actor'
import type { ReaderRow } from '@/lib/notices/queries'
import { pathOfSeat } from '@/lib/seat'
import { getTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { readerLines } from './lines'
import { ReaderRows } from './reader-rows'

/** On a home page: the notices that wait for the reader, most urgent first, and the way to all of them. */
export async function WaitingNotices({
  actor,
  waiting,
}: {
  actor: Actor
  waiting: { rows: ReaderRow[]; toSign: number }
}) {
  const t = await getTranslations('notices.reader')
  return (
    <Card
      flush
      title={
        <span className="inline-flex flex-wrap items-center gap-2">
          {t('home')}
          {waiting.toSign > 0 && (
            <Badge tone="warn" icon="speakerphone">
              {t('count', { n: waiting.toSign })}
            </Badge>
          )}
        </span>
      }
      actions={
        <a href={`${pathOfSeat(actor)}/notices`} className="text-hq-ink hover:underline">
          {t('all')}
        </a>
      }
    >
      <ReaderRows label={t('home')} lines={await readerLines(waiting.rows, actor)} />
    </Card>
  )
}
