import { useLocale } from 'next-intl'
import type { ReactNode } from 'react'
import { withdrawAsk } from '@/lib/asks/actions'
import type { Ask } from '@/lib/asks/queries'
import { type AskState, scanOfItem, stateOfAsk } from '@/lib/asks/rules'
import { isFieldItem } from '@/lib/completeness/rules'
import { useFormatter, useTranslations } from '@/lib/translations'
import { ActionButton } from '../ui/action-button'
import { Badge } from '../ui/badge'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { Icon } from '../ui/icon'

/** What an ask is for, in the reader's language. */
export function useAskName(): (ask: Ask) => string {
  const locale = useLocale()
  const t = useTranslations('completeness.items')
  return ({ item, fieldName, fieldNameEn }) =>
    isFieldItem(item) ? ((locale === 'en' ? fieldNameEn : fieldName) ?? '') : t(item)
}

const looks = {
  late: { tone: 'bad', icon: 'clock-exclamation' },
  open: { tone: 'warn', icon: 'clock' },
  answered: { tone: 'info', icon: 'hourglass' },
} as const

/** Whether it is late, until when it is in time, or that it was sent. */
export function AskBadge({ ask, today }: { ask: Ask; today: string }) {
  const t = useTranslations('asks.badges')
  const state: AskState = stateOfAsk(ask, today)
  return <Badge {...looks[state]}>{t(state, { date: ask.dueOn })}</Badge>
}

/** What HR waits for from a person. */
export function AskList({ asks, now, today }: { asks: Ask[]; now: Date; today: string }) {
  const t = useTranslations('asks')
  const nameOf = useAskName()
  const format = useFormatter()
  return (
    <Card title={t('waiting')} flush>
      <ul className="divide-y divide-line">
        {asks.map(ask => (
          <li key={ask.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-(--pad) py-2">
            <span className="font-medium">{nameOf(ask)}</span>
            <AskBadge ask={ask} today={today} />
            <span className="min-w-0 text-ink-2 text-sm">
              {[
                t('askedBy', {
                  name: ask.askedByName,
                  when: format.relativeTime(new Date(ask.askedAt), now),
                }),
                ask.reason,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <span className="ms-auto">
              <ActionButton action={withdrawAsk} fields={{ askId: ask.id }} size="small" variant="ghost">
                {t('withdraw')}
              </ActionButton>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The same on one's own phone: what to photograph, and what HR enters once it has seen a proof of it. */
export function OwnAsks({
  asks,
  today,
  verb,
}: {
  asks: Ask[]
  today: string
  /** How it is sent from here; elsewhere there is a link to where it is. */
  verb?: (ask: Ask) => ReactNode
}) {
  const t = useTranslations('asks')
  const nameOf = useAskName()
  return (
    <Card title={t('own.title')} flush>
      <ul className="divide-y divide-line">
        {asks.map(ask => (
          <li key={ask.id} className="flex flex-wrap items-center justify-between gap-2 px-(--pad) py-3">
            <span className="grid min-w-0 gap-1">
              <span className="flex flex-wrap items-center gap-2">
                <span className="font-semibold">{nameOf(ask)}</span>
                <AskBadge ask={ask} today={today} />
              </span>
              <span className="text-ink-2 text-sm">
                {[t('own.by', { name: ask.askedByName }), ask.reason].filter(Boolean).join(' · ')}
              </span>
              {!scanOfItem(ask.item) && !isFieldItem(ask.item) && (
                <span className="text-ink-2 text-sm">{t('own.proof')}</span>
              )}
            </span>
            {ask.answeredAt === null &&
              (verb?.(ask) ?? (
                <LinkButton href="/me/documents" variant="primary" icon={<Icon name="plus" />}>
                  {t('own.send')}
                </LinkButton>
              ))}
          </li>
        ))}
      </ul>
    </Card>
  )
}
