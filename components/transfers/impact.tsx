import {
  IconBellRinging,
  IconBuildingStore,
  IconCalendarCheck,
  IconChecklist,
  IconEye,
  IconEyeOff,
} from '@tabler/icons-react'
import { getFormatter, getTranslations } from 'next-intl/server'
import type { Actor } from '@/lib/actor'
import type { Change } from '@/lib/impact/queries'
import type { Warning } from '@/lib/impact/rules'
import type { TransferView } from '@/lib/transfers/queries'
import { handOverItems } from '@/lib/transfers/rules'
import { Banner } from '../ui/banner'
import { Card } from '../ui/card'
import { Checklist, type ChecklistItem } from '../ui/checklist'
import { type DiffRow, DiffTable } from '../ui/diff-table'

/** What the store may read of the person: nothing yet, an open question, or what they consented to. */
export type Sharing = 'asked' | 'none' | 'withdrawn' | { performance: boolean; training: boolean }

export async function TransferImpact({ view, actor }: { view: TransferView; actor: Actor }) {
  const { transfer, warnings } = view
  const isOver = transfer.state === 'closed'
  return (
    <Impact
      change={transfer}
      sharing={isOver ? undefined : sharingOf(view)}
      warnings={actor.role === 'employee' ? [] : warnings}
      partner={transfer.partnerName ?? transfer.toUnit}
    />
  )
}

function sharingOf({ transfer, hasConsent }: TransferView): Sharing {
  const { consent } = transfer
  if (!consent) return hasConsent ? { performance: false, training: false } : 'none'
  return consent.withdrawnAt
    ? 'withdrawn'
    : { performance: consent.includesPerformance, training: consent.includesTraining }
}

/** The same for a plan that is only being considered and for a request: what changes, and what follows by itself. */
export async function Impact({
  change,
  sharing,
  warnings,
  partner,
}: {
  change: Change
  /** Undefined: nothing of it happens any more. */
  sharing: Sharing | undefined
  warnings: Warning[]
  partner: string
}) {
  const t = await getTranslations('transfers')
  return (
    <>
      {warnings.length > 0 && <Warnings warnings={warnings} partner={partner} />}
      <Card title={t('diff.title')} flush>
        <DiffTable caption={t('diff.title')} rows={await diffRows(change)} />
      </Card>
      {sharing && (
        <Card title={t('effects.title')}>
          <Checklist items={await effects(change, sharing)} />
        </Card>
      )}
    </>
  )
}

/** What headquarters should look at: figures and their source, never a verdict. */
async function Warnings({ warnings, partner }: { warnings: Warning[]; partner: string }) {
  const t = await getTranslations('transfers.warnings')
  const format = await getFormatter()
  const percent = (basisPoints: number) =>
    format.number(basisPoints / 10_000, { style: 'percent', maximumFractionDigits: 2 })
  const textOf = (warning: Warning): string => {
    switch (warning.warning) {
      case 'noAgreement':
        return t('noAgreement', { partner })
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
        })
      case 'temporary':
        return t('temporary', { months: String(warning.months) })
    }
  }
  return (
    <Banner tone="warn" title={t('title')}>
      <ul className="num grid gap-0.5">
        {warnings.map(warning => (
          <li key={warning.warning}>{textOf(warning)}</li>
        ))}
      </ul>
      <p className="mt-0.5 opacity-90">{t('note')}</p>
    </Banner>
  )
}

/** Only what changes. */
async function diffRows(change: Change): Promise<DiffRow[]> {
  const t = await getTranslations('transfers.diff')
  const unit = (name: string, kind: string) =>
    kind === 'store' ? t('storeUnit', { unit: name }) : t('hqUnit', { unit: name })
  const owner = change.toUnitKind === 'store' ? 'store' : 'hq'
  const none = t('none')
  const lead = (name: string | null, kind: string) =>
    [
      name && t(kind === 'store' ? 'storeLead' : 'hqLead', { name }),
      kind === 'store' && change.homeLead && t('hqLead', { name: change.homeLead }),
    ]
      .filter(Boolean)
      .join(' · ') || none
  const isExtension = change.kind === 'extend'
  const rows: DiffRow[] = [
    {
      label: t('organisation'),
      from: unit(change.fromUnit, change.fromUnitKind),
      to: unit(change.toUnit, change.toUnitKind),
      owner,
    },
    { label: t('position'), from: change.fromPosition, to: change.toPosition, owner },
    {
      label: t('lead'),
      from: lead(change.fromLead, change.fromUnitKind),
      to: lead(change.toLead, change.toUnitKind),
      owner,
    },
    {
      label: t('partner'),
      from: change.fromPartnerName ?? none,
      to: change.partnerName ?? none,
      owner,
    },
    {
      label: t('plannedReturn'),
      from: (isExtension ? change.effectiveOn : change.fromEndsOn) ?? none,
      to: change.endsOn ?? none,
      owner: 'hq',
    },
  ]
  return rows.filter(row => row.from !== row.to)
}

async function effects(change: Change, sharing: Sharing): Promise<ChecklistItem[]> {
  const t = await getTranslations('transfers.effects')
  const items: ChecklistItem[] = []
  const { effectiveOn, endsOn } = change
  if (change.kind === 'extend') {
    items.push({
      id: 'assignment',
      label: t('extended', { from: effectiveOn, to: endsOn ?? '' }),
      icon: <IconCalendarCheck aria-hidden />,
    })
  } else {
    items.push({
      id: 'assignment',
      label: t('assignment', { date: effectiveOn, unit: change.toUnit, position: change.toPosition }),
      detail: endsOn && t('assignmentUntil', { endsOn, home: change.homeUnit }),
      icon: <IconCalendarCheck aria-hidden />,
    })
  }
  if (change.toUnitKind === 'store') items.push(await sharingItem(change, sharing))
  if (change.fromUnitKind === 'store' && change.kind !== 'extend') {
    items.push({
      id: 'store-ends',
      label: t('storeEnds', { store: change.fromUnit, date: effectiveOn }),
      detail: t('storeEndsDetail'),
      icon: <IconBuildingStore aria-hidden />,
    })
  }
  items.push({
    id: 'hand-over',
    label: t('handOver', { n: handOverItems(change.kind, effectiveOn).length }),
    detail: t('handOverDetail'),
    icon: <IconChecklist aria-hidden />,
  })
  if (endsOn) {
    items.push({
      id: 'reminders',
      label: t('reminders'),
      detail: t('remindersDetail'),
      icon: <IconBellRinging aria-hidden />,
    })
  }
  return items
}

async function sharingItem(change: Change, sharing: Sharing): Promise<ChecklistItem> {
  const r = await getTranslations('requests')
  const t = await getTranslations('transfers.effects')
  const store = change.toUnit
  if (sharing === 'none' || sharing === 'withdrawn') {
    return {
      id: 'sharing',
      label: t(sharing === 'none' ? 'noConsent' : 'withdrawnConsent', { store }),
      detail: t('hidden'),
      icon: <IconEyeOff aria-hidden />,
    }
  }
  const what = [
    t('visibleBase'),
    sharing !== 'asked' && sharing.performance && t('visiblePerformance'),
    sharing !== 'asked' && sharing.training && t('visibleTraining'),
  ]
    .filter(Boolean)
    .join(r('comma'))
  return {
    id: 'sharing',
    label: t('visible', { store, what }),
    detail: `${sharing === 'asked' ? `${t('asked')} ` : ''}${t('hidden')}`,
    icon: <IconEye aria-hidden />,
  }
}
