import { useLocale } from 'next-intl'
import { withdrawAsk } from '@/lib/asks/actions'
import type { Ask } from '@/lib/asks/queries'
import { type AskState, proposalOfItem, scanOfItem, stateOfAsk } from '@/lib/asks/rules'
import { isFieldItem } from '@/lib/completeness/rules'
import type { OpenProposal } from '@/lib/proposals/queries'
import { useFormatter, useTranslations } from '@/lib/translations'
import { SendDialog } from '../documents/send-dialog'
import { ProposeDialog } from '../proposals/propose-dialog'
import { ActionButton } from '../ui/action-button'
import { Badge } from '../ui/badge'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'

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

/** The same on one's own phone: what to photograph, what to fill in for HR to verify, and what HR enters once it has seen a proof of it. */
export function OwnAsks({
  asks,
  open,
  today,
}: {
  asks: Ask[]
  /** Proposals that wait for HR: what they answer is not filled in twice. */
  open: OpenProposal[]
  today: string
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
              {isProved(ask) && <span className="text-ink-2 text-sm">{t('own.proof')}</span>}
            </span>
            <OwnVerb ask={ask} open={open} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** What HR enters from a proof: it is no document of a kind of its own, and not the person's to fill in. */
const isProved = (ask: Ask): boolean =>
  !scanOfItem(ask.item) && !proposalOfItem(ask.item) && ask.fieldKeeper !== 'person'

function OwnVerb({ ask, open }: { ask: Ask; open: OpenProposal[] }) {
  const t = useTranslations('asks.own')
  const kind = proposalOfItem(ask.item)
  const proposal = open.find(one => one.kind === kind)
  if (proposal)
    return (
      <LinkButton href={`/me/requests/${proposal.number}`}>
        <span className="num">{proposal.number}</span>
      </LinkButton>
    )
  if (ask.answeredAt !== null) return null
  if (kind) return <ProposeDialog kind={kind} trigger={t('enter')} variant="primary" />
  if (ask.fieldKeeper === 'person')
    return (
      <LinkButton href="/me/file#fields" variant="primary">
        {t('enter')}
      </LinkButton>
    )
  return <SendDialog trigger={t('send')} variant="primary" kinds={[scanOfItem(ask.item) ?? 'other']} />
}
