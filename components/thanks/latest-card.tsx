import type { Actor } from '@/lib/actor'
import { pathOfSeat } from '@/lib/seat'
import type { Note } from '@/lib/thanks/queries'
import { getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'
import { Icon } from '../ui/icon'

/** On the home page: the latest thanks, large enough to be a pleasure. */
export async function LatestThanks({ note, actor }: { note: Note; actor: Actor }) {
  const t = await getTranslations('thanks')
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  return (
    <section className="flex items-start gap-3 rounded-lg border border-line bg-surface p-(--pad)">
      <span className="grid size-11 shrink-0 place-items-center rounded-full bg-ok-soft text-lg text-ok-ink">
        <Icon name="heart" />
      </span>
      <div className="min-w-0">
        <h2 className="font-semibold text-md">
          <a href={`${base}/thanks/${note.id}`} className="hover:underline">
            {t('home.title', { name: note.authorName })}
          </a>
        </h2>
        <p className="mt-0.5 line-clamp-3 break-words">{note.body}</p>
        <p className="num mt-1 text-ink-2 text-sm">
          {t(`topics.${note.topic}`)} · {when.stamp(note.createdAt)} ·{' '}
          <a href={`${base}/thanks`} className="text-hq-ink underline">
            {t('home.all')}
          </a>
        </p>
      </div>
    </section>
  )
}
