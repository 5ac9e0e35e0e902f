import type { LegalAnswer, RightsOutcome } from '@/lib/rights/rules'
import { useTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'

const looks = {
  erased: { tone: 'ok', icon: 'circle-check' },
  corrected: { tone: 'ok', icon: 'circle-check' },
  kept: { tone: 'info', icon: 'lock' },
  due: { tone: 'warn', icon: 'clock' },
  refused: { tone: 'mute', icon: 'ban' },
} as const satisfies Record<RightsOutcome, unknown>

/** The legal answer, category by category. `planned` is one that has not been given yet. */
export function AnswerList({ answers, planned = false }: { answers: LegalAnswer[]; planned?: boolean }) {
  const t = useTranslations('rights')
  return (
    <ul className="grid gap-3">
      {answers.map(answer => (
        <li key={answer.category} className="grid gap-0.5">
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-semibold">{t(`categories.${answer.category}`)}</span>
            <Badge {...looks[answer.outcome]}>
              {t(`${planned ? 'would' : 'outcomes'}.${answer.outcome}`)}
            </Badge>
            {answer.outcome === 'kept' && answer.months !== null && answer.ground !== 'accessLog' && (
              <span className="num text-ink-2 text-sm">
                {answer.keptUntil ? t('until', { date: answer.keptUntil }) : t('untilLeaving')}
              </span>
            )}
          </p>
          <p className="text-ink-2 text-sm">
            {t(`grounds.${answer.ground}`, { months: answer.months ?? 0, source: answer.source })}
          </p>
        </li>
      ))}
    </ul>
  )
}
