import { lastDayOf } from '@/lib/contracts/rules'
import type { AgreementFigures, Warning } from '@/lib/impact/rules'
import { getFormatter, getTranslations } from '@/lib/translations'
import { Card } from '../ui/card'
import { Meter } from '../ui/meter'
import { Warnings } from './warnings'

/** How many of our people the partner has now and with this transfer, against what was agreed and what the law sets. */
export async function AgreementFiguresCard({
  figures,
  partner,
}: {
  figures: AgreementFigures
  partner: string
}) {
  const t = await getTranslations('transfers.agreement')
  const kinds = await getTranslations('organisation.agreementKinds')
  const percent = await getPercent()
  const { before, after, limit, ofLimit, share } = figures
  const people = { before: String(before), after: String(after) }
  return (
    <Card
      title={t('title', { partner })}
      footer={share && <p>{t('source', { source: share.after.max.source })}</p>}
    >
      <p className="num mb-3 text-ink-2 text-sm">
        {[
          figures.number,
          kinds(figures.kind),
          figures.endsOn ? t('until', { date: lastDayOf(figures.endsOn) }) : t('open'),
        ].join(' · ')}
      </p>
      <div className="grid gap-4">
        {limit && ofLimit ? (
          <Meter
            label={t('people')}
            value={after}
            max={limit}
            owner={after > limit ? 'warn' : 'store'}
            detail={t('peopleOf', { ...people, limit: String(limit), percent: percent(ofLimit.after) })}
          />
        ) : (
          <p className="flex flex-wrap justify-between gap-3">
            <span>{t('people')}</span>
            <span className="num text-ink-2 text-sm">{t('peopleFree', people)}</span>
          </p>
        )}
        {share && (
          <Meter
            label={t('share')}
            value={share.after.basisPoints}
            max={share.after.max.value}
            owner={share.after.level === 'calm' ? 'store' : 'warn'}
            detail={t('shareOf', {
              before: percent(share.before.basisPoints),
              after: percent(share.after.basisPoints),
              count: people.after,
              workforce: String(share.after.workforce),
              limit: percent(share.after.max.value),
            })}
          />
        )}
      </div>
    </Card>
  )
}

/** What headquarters should look at: figures and their source, never a verdict. */
export async function AgreementWarnings({ warnings, partner }: { warnings: Warning[]; partner: string }) {
  const t = await getTranslations('transfers.warnings')
  const percent = await getPercent()
  const textOf = (warning: Warning): string => {
    switch (warning.warning) {
      case 'noAgreement':
        return warning.days ? t('notCovered', { partner, ...warning.days }) : t('noAgreement', { partner })
      case 'agreementEnds':
        return t('agreementEnds', { number: warning.number, date: warning.date })
      case 'headcount':
        return t('headcount', {
          number: warning.number,
          count: String(warning.count),
          limit: String(warning.limit),
        })
      case 'share':
        return t('share', {
          share: percent(warning.share),
          count: String(warning.count),
          workforce: String(warning.workforce),
          limit: percent(warning.limit),
          from: percent(warning.from),
        })
      case 'temporary':
        return t('temporary', { months: String(warning.months) })
    }
  }
  return <Warnings title={t('title')} note={t('note')} texts={warnings.map(textOf)} />
}

/** Basis points in the reader's way of writing percentages, to two places. */
async function getPercent(): Promise<(basisPoints: number) => string> {
  const format = await getFormatter()
  return basisPoints => format.number(basisPoints / 10_000, { style: 'percent', maximumFractionDigits: 2 })
}
