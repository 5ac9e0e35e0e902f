import type { ReactNode } from 'react'
import type { PaperHint } from '@/lib/certificates/rules'
import { addMonths, daysBetween } from '@/lib/clock'
import type { ContractRow } from '@/lib/contracts/queries'
import { type ContractState, contractState, endOf, type Hint, lastDayOf } from '@/lib/contracts/rules'
import { useTranslations } from '@/lib/translations'
import { Badge, type Tone } from '../ui/badge'
import { Card } from '../ui/card'
import { DescList } from '../ui/desc-list'
import { EmptyState } from '../ui/empty-state'
import { Icon, type IconName } from '../ui/icon'
import { whole } from '../ui/whole'

const looks: Record<ContractState, { tone: Tone; icon: IconName }> = {
  planned: { tone: 'info', icon: 'calendar-event' },
  current: { tone: 'ok', icon: 'circle-check' },
  endsSoon: { tone: 'warn', icon: 'clock' },
  ended: { tone: 'mute', icon: 'archive' },
  endedEarly: { tone: 'mute', icon: 'player-stop' },
}

/** A person's contracts, latest first, each as it was signed: a renewal is one more. */
export function ContractList({
  contracts,
  hiredOn,
  today,
  actions,
  pay,
  verbs,
}: {
  contracts: ContractRow[]
  hiredOn: string
  today: string
  actions?: ReactNode
  /** What was agreed on as pay, for whoever may know that there is something. */
  pay: (contract: ContractRow) => ReactNode
  verbs?: (contract: ContractRow) => ReactNode
}) {
  const t = useTranslations('contracts')
  const first = contracts.at(-1)
  return (
    <Card title={t('card')} actions={actions} flush>
      {contracts.length === 0 && (
        <EmptyState icon={<Icon name="file-certificate" />} title={t('none')} detail={t('noneDetail')} />
      )}
      <ul>
        {contracts.map(contract => (
          <li key={contract.id} className="grid gap-2 border-line border-b px-(--pad) py-3 last:border-0">
            <ContractHead contract={contract} today={today} />
            <ContractFacts contract={contract} since={contract === first ? hiredOn : contract.startsOn} />
            {pay(contract)}
            {verbs?.(contract)}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function ContractHead({ contract, today }: { contract: ContractRow; today: string }) {
  const t = useTranslations('contracts')
  const state = contractState(contract, today)
  const end = endOf(contract)
  return (
    <p className="flex flex-wrap items-center gap-2">
      <span className="font-semibold">{t(`kinds.${contract.kind}`)}</span>
      <Badge {...looks[state]}>
        {t(`states.${state}`)}
        {state === 'endsSoon' && end && ` · ${t('daysLeft', { days: daysBetween(today, lastDayOf(end)) })}`}
      </Badge>
      {contract.renewsId && <Badge>{t('renewal')}</Badge>}
      {contract.isFixedByWish && <Badge icon="signature">{t('byWish')}</Badge>}
    </p>
  )
}

/** @param since the day by which signing is measured: the first day of work, or the first of a later contract */
function ContractFacts({ contract, since }: { contract: ContractRow; since: string }) {
  const t = useTranslations('contracts')
  const { startsOn, endsOn, probationEndsOn, endedEarlyOn } = contract
  const dueOn = addMonths(since, 1)
  return (
    <>
      <DescList
        items={[
          {
            label: t('fields.term'),
            value: (
              <span className="num">
                {whole(
                  endsOn
                    ? t('until', { from: startsOn, to: lastDayOf(endsOn) })
                    : t('openUntil', { from: startsOn }),
                )}
              </span>
            ),
          },
          {
            label: t('fields.signedOn'),
            value: (
              <span className="num inline-flex flex-wrap items-center gap-2">
                {contract.signedOn}
                {contract.signedOn > dueOn && (
                  <Badge tone="warn" icon="alert-triangle">
                    {t('signedLate', { date: dueOn })}
                  </Badge>
                )}
              </span>
            ),
          },
          {
            label: t('fields.probation'),
            value: probationEndsOn
              ? [
                  contract.confirmedOn && !(endedEarlyOn && endedEarlyOn <= contract.confirmedOn)
                    ? t('confirmedFrom', { date: contract.confirmedOn })
                    : t('probationUntil', { date: lastDayOf(probationEndsOn) }),
                  contract.probationExtendedFrom &&
                    t('prolongedFrom', { date: lastDayOf(contract.probationExtendedFrom) }),
                ]
                  .filter(Boolean)
                  .join(' · ')
              : t('noProbation'),
          },
          { label: t('fields.position'), value: contract.position },
          { label: t('fields.place'), value: contract.place },
        ]}
      />
      {endedEarlyOn && (
        <p className="text-ink-2 text-sm">
          {t('endedEarly', { date: lastDayOf(endedEarlyOn), reason: contract.endedEarlyReason })}
        </p>
      )}
    </>
  )
}

/** What the law asks of a person's contracts and papers today, each with its article. */
export function LawCard({ hints, papers }: { hints: Hint[]; papers: PaperHint[] }) {
  const t = useTranslations('contracts.law')
  const kinds = useTranslations('documents.kinds')
  const text = (hint: Hint | PaperHint): string => {
    switch (hint.hint) {
      case 'waiting':
      case 'overdue':
      case 'deemed':
      case 'healthExpired':
        return t(hint.hint, { date: hint.date, source: hint.source })
      case 'lapsed':
      case 'probationEnds':
        return t(hint.hint, { date: hint.date })
      case 'late':
      case 'healthMissing':
        return t(hint.hint, { source: hint.source })
      case 'certificateExpired':
      case 'certificateSoon':
        return t(hint.hint, { name: hint.name, date: hint.date })
      case 'scanExpired':
      case 'scanSoon':
        return t(hint.hint, { name: hint.title || kinds(hint.kind), date: hint.date })
      default:
        return t(hint.hint, { n: hint.n, source: hint.source })
    }
  }
  const all = [
    ...papers.filter(one => one.level === 'bad'),
    ...hints,
    ...papers.filter(one => one.level !== 'bad'),
  ]
  return (
    <Card title={t('title')}>
      {all.length === 0 && (
        <p className="flex items-center gap-2">
          <Icon name="circle-check" className="text-ok-ink" />
          {t('fine')}
        </p>
      )}
      <ul className="grid gap-2">
        {all.map(hint => (
          <li key={text(hint)} className="flex items-start gap-2">
            <Icon
              name={hint.level === 'bad' ? 'alert-triangle' : 'info-circle'}
              className={hint.level === 'bad' ? 'mt-0.5 text-bad-ink' : 'mt-0.5 text-warn-ink'}
            />
            <span className={hint.level === 'bad' ? 'text-bad-ink' : undefined}>{text(hint)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
