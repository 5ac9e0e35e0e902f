import { Banner } from '@/components/ui/banner'
import { Card } from '@/components/ui/card'
import { Meter } from '@/components/ui/meter'
import { dispatchShare, headcountOf } from '@/lib/partners/rules'
import { useFormatter, useTranslations } from '@/lib/translations'
import type { PartnerPageData } from './partner-page'

/** Head count and share of dispatch against their limits. It warns with figures and sources and leaves the verdict to counsel. */
export function LimitsCard({ page: { current, peopleCount, limits } }: { page: PartnerPageData }) {
  const t = useTranslations('organisation.limits')
  const kinds = useTranslations('organisation.agreementKinds')
  const percent = usePercent()
  const headcount = headcountOf(peopleCount, current?.headcountLimit ?? null)
  const share = dispatchShare(peopleCount, current?.partnerWorkforce ?? null, limits)
  const isDispatch = current?.kind === 'labour_dispatch'
  return (
    <Card title={t('title')}>
      {!current && <p className="text-ink-2">{t('noAgreement')}</p>}
      {current && (
        <div className="grid gap-4">
          {share && isDispatch && share.level !== 'calm' && (
            <Banner
              tone="warn"
              title={t(share.level, {
                share: percent(share.basisPoints),
                warning: percent(share.warning.value),
                max: percent(share.max.value),
              })}
            >
              <p>
                {t('warningDetail', {
                  people: share.people,
                  workforce: share.workforce,
                  share: percent(share.basisPoints),
                  warning: percent(share.warning.value),
                  warningSource: share.warning.source,
                  max: percent(share.max.value),
                  maxSource: share.max.source,
                })}
              </p>
              <p>{t('onlyOurs')}</p>
            </Banner>
          )}
          <div className="grid gap-4 sm:grid-cols-2">
            {headcount ? (
              <Meter
                label={t('headcount')}
                value={headcount.people}
                max={headcount.limit}
                owner={headcount.level === 'free' ? 'store' : 'warn'}
                detail={t(
                  headcount.level === 'free'
                    ? 'headcountLeft'
                    : headcount.level === 'full'
                      ? 'headcountFull'
                      : 'headcountOver',
                  {
                    people: headcount.people,
                    limit: headcount.limit,
                    left: headcount.left,
                    over: -headcount.left,
                  },
                )}
              />
            ) : (
              <p className="text-ink-2">{t('noLimit')}</p>
            )}
            {share ? (
              <Meter
                label={t('share')}
                value={share.basisPoints}
                max={share.max.value}
                owner={share.level === 'calm' || !isDispatch ? 'store' : 'warn'}
                detail={t('shareValue', {
                  share: percent(share.basisPoints),
                  people: share.people,
                  workforce: share.workforce,
                })}
              />
            ) : (
              <p className="text-ink-2">{t('noWorkforce')}</p>
            )}
          </div>
          {share && !isDispatch && (
            <p className="text-ink-2 text-sm">{t('otherKind', { kind: kinds(current.kind) })}</p>
          )}
          {share && isDispatch && share.level === 'calm' && (
            <p className="text-ink-2 text-sm">{t('onlyOurs')}</p>
          )}
        </div>
      )}
    </Card>
  )
}

/** Basis points in the reader's way of writing percentages, cut to two places. */
function usePercent(): (basisPoints: number) => string {
  const format = useFormatter()
  return basisPoints => format.number(basisPoints / 10_000, { style: 'percent', maximumFractionDigits: 2 })
}
