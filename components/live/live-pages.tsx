import type { Frame } from '@/lib/account/queries'
import type { Actor } from '@/lib/actor'
import { pathOfSeat } from '@/lib/seat'
import { idleMinutes } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { LiveFeed } from './live-feed'

/** What a portal's layout puts above its page, so that everything below stays up to date. */
export async function LivePages({ actor, frame }: { actor: Actor; frame: Frame }) {
  const t = await getTranslations('shell.live')
  const seat = pathOfSeat(actor)
  return (
    <LiveFeed
      key={`${seat} ${actor.grantId}`}
      seat={seat}
      since={frame.heard}
      // A third of what a session lasts without a hand on it.
      restAfter={(idleMinutes[frame.isOffice ? 'hq' : actor.portal] / 3) * 60_000}
      count={t('count', { open: frame.open, unread: frame.unread })}
      words={{ stopped: t('stopped', { time: '{time}' }), over: t('over'), signIn: t('signIn') }}
    />
  )
}
