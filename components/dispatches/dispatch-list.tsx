import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Role } from '@/lib/actor'
import { dayIn, daysBetween, zone } from '@/lib/clock'
import type { Dispatch } from '@/lib/dispatches/queries'
import { covers, lastDayThere } from '@/lib/people/rules'
import { oversees } from '@/lib/touchpoints/rules'
import { useTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { DescList } from '../ui/desc-list'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { MaskedValue } from '../ui/masked-value'

type Reader = { role: Role; today: string }

/** Every stay in a store: on what it rests, what the store was allowed to see, what was handed over, and whether headquarters kept in touch. */
export function DispatchList({
  dispatches,
  leftOn,
  reader,
}: {
  dispatches: Dispatch[]
  leftOn: string | null
  reader: Reader
}) {
  const t = useTranslations('dispatches')
  if (dispatches.length === 0)
    return (
      <Card title={t('title')}>
        <EmptyState icon={<Icon name="building-store" />} title={t('none')} detail={t('noneDetail')} />
      </Card>
    )
  const begun = dispatches.filter(one => one.startsOn <= reader.today)
  const days = begun.reduce((sum, one) => sum + daysOf(one, leftOn, reader.today), 0)
  const stores = new Set(begun.map(one => one.unitName)).size
  return (
    <Card title={t('title')} actions={t('sum', { stays: begun.length, stores, days })} flush>
      <ol>
        {dispatches.map(one => (
          <li
            key={one.id}
            className="grid gap-2 border-line border-b border-s-4 border-s-store px-(--pad) py-3 last:border-b-0"
          >
            <Head dispatch={one} leftOn={leftOn} today={reader.today} />
            <Facts dispatch={one} reader={reader} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

const endOf = (one: Dispatch, leftOn: string | null): string | null => one.endsOn ?? leftOn

/** Days spent there so far. */
function daysOf(one: Dispatch, leftOn: string | null, today: string): number {
  const end = endOf(one, leftOn)
  return (
    daysBetween(one.startsOn, end !== null && end <= today ? end : today) +
    (end !== null && end <= today ? 0 : 1)
  )
}

function Head({ dispatch, leftOn, today }: { dispatch: Dispatch; leftOn: string | null; today: string }) {
  const t = useTranslations('dispatches')
  const isNow = covers(dispatch, today)
  const end = lastDayThere(dispatch.endsOn, leftOn)
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <h3 className={clsx('text-base', isNow && 'font-semibold')}>
        {dispatch.unitName}
        {dispatch.partnerName && (
          <span className="text-ink-2">{t('partner', { name: dispatch.partnerName })}</span>
        )}
      </h3>
      <span>{dispatch.positionName}</span>
      <span className="num ms-auto text-ink-2">
        {dispatch.startsOn} – {end ?? t('now')}
        {dispatch.startsOn > today ? (
          <>
            {' '}
            <Badge tone="hq" look="outline" icon="calendar-event">
              {t('planned')}
            </Badge>
          </>
        ) : (
          ` · ${t('days', { days: daysOf(dispatch, leftOn, today) })}`
        )}
      </span>
    </div>
  )
}

function Facts({ dispatch, reader }: { dispatch: Dispatch; reader: Reader }) {
  const t = useTranslations('dispatches')
  const kinds = useTranslations('requests.kinds')
  const { request, handOver, talks } = dispatch
  const isParty = request !== null || reader.role !== 'head'
  const at = request && `/hq/requests/${request.number}`
  return (
    <DescList
      items={[
        {
          label: t('request'),
          value:
            request && at ? (
              <a href={at} className="num text-hq-ink hover:underline">
                {kinds.has(request.kind as 'move') && `${kinds(request.kind as 'move')} `}
                {request.number}
              </a>
            ) : isParty ? (
              t('noRequest')
            ) : (
              <MaskedValue hidden={t('requestHidden')} />
            ),
        },
        { label: t('consent'), value: <Consent consent={dispatch.consent} /> },
        {
          label: t('handOver'),
          value: !isParty ? (
            <MaskedValue hidden={t('requestHidden')} />
          ) : handOver.total === 0 ? (
            t('noHandOver')
          ) : (
            <span className="num">{t('handOverState', handOver)}</span>
          ),
        },
        {
          label: t('talks'),
          value: oversees(reader.role) ? (
            <span className="num">{t('talkState', { count: talks.count, last: talks.lastOn ?? '' })}</span>
          ) : (
            <MaskedValue hidden={t('talksHidden')} />
          ),
        },
      ]}
    />
  )
}

function Consent({ consent }: { consent: Dispatch['consent'] }): ReactNode {
  const t = useTranslations('dispatches')
  if (!consent) return <span className="text-ink-2">{t('noConsent')}</span>
  const day = (at: string) => dayIn(zone, new Date(at))
  return (
    <span>
      <span className="num">{t('given', { date: day(consent.givenAt) })}</span>
      {consent.withdrawnAt && (
        <span className="num text-warn-ink"> · {t('withdrawn', { date: day(consent.withdrawnAt) })}</span>
      )}
      <span className="block text-ink-2 text-sm">
        {[
          t('scopes.base'),
          consent.includesPerformance && t('scopes.performance'),
          consent.includesTraining && t('scopes.training'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </span>
  )
}
