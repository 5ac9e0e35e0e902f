import type { OwnTouchpoint } from '@/lib/touchpoints/queries'
import { useTranslations } from '@/lib/translations'
import { Card } from '../ui/card'

/** What a person reads of the talks with them: that they took place, and the words for them. */
export function OwnTalks({ talks }: { talks: OwnTouchpoint[] }) {
  const t = useTranslations('touchpoints')
  return (
    <Card flush>
      {talks.length === 0 ? (
        <p className="p-(--pad) text-ink-2">{t('own.none')}</p>
      ) : (
        <ul>
          {talks.map(talk => (
            <li key={talk.id} className="border-line border-b px-(--pad) py-2.5 last:border-0">
              <p>
                <span className="num font-semibold">{talk.happenedOn}</span>{' '}
                <span className="text-ink-2">
                  {t('own.line', { name: talk.authorName, way: t(`ways.${talk.way}`) })}
                </span>
              </p>
              {talk.words && <p className="mt-0.5 break-words">{talk.words}</p>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
