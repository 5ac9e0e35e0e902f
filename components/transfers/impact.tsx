import type { Sharing } from '@/lib/consents/rules'
import type { AgreementImpact, Change, StoreImpact } from '@/lib/impact/queries'
import type { CourseImpact } from '@/lib/learning/queries'
import type { RosterImpact } from '@/lib/rosters/queries'
import type { TransferView } from '@/lib/transfers/queries'
import { handOverItems } from '@/lib/transfers/rules'
import { getFormatter, getTranslations } from '@/lib/translations'
import { Banner } from '../ui/banner'
import { Card } from '../ui/card'
import { Checklist, type ChecklistItem } from '../ui/checklist'
import { type DiffRow, DiffTable } from '../ui/diff-table'
import { Icon } from '../ui/icon'
import { MaskedValue } from '../ui/masked-value'
import { AgreementFiguresCard, AgreementWarnings } from './agreement'
import { courseItems } from './course-impact'
import { releasedItems } from './roster-impact'
import { PaperGaps, storeItems } from './store-impact'

export async function TransferImpact({
  view,
  isOwn,
  finish,
}: {
  view: TransferView
  isOwn: boolean
  finish: string | undefined
}) {
  const { transfer, sharing, agreement, store, rosters, courses } = view
  const isOver = transfer.state === 'closed'
  return (
    <Impact
      change={transfer}
      sharing={isOver ? undefined : sharing}
      agreement={agreement}
      store={store}
      rosters={rosters}
      isOwn={isOwn}
      courses={courses}
      finish={finish}
      partner={transfer.partnerName ?? transfer.toUnit}
    />
  )
}

/** The same for a plan that is only being considered and for a request: what changes, and what follows by itself. */
export async function Impact({
  change,
  sharing,
  agreement,
  store,
  rosters,
  isOwn,
  courses,
  finish,
  partner,
}: {
  change: Change
  /** Undefined: nothing of it happens any more. */
  sharing: Sharing | undefined
  /** Undefined: there is none, or it is not for the reader. */
  agreement: AgreementImpact | undefined
  /** Undefined: nobody comes to a store. */
  store: StoreImpact | undefined
  /** Undefined: none changes, or they are not for the reader. */
  rosters: RosterImpact | undefined
  /** Whether the reader is the person concerned. */
  isOwn: boolean
  /** Undefined: nothing changes of what is to be learnt, or it is not for the reader. */
  courses: CourseImpact | undefined
  /** When it is likely to be approved, if that is after its first day. */
  finish: string | undefined
  partner: string
}) {
  const t = await getTranslations('transfers')
  return (
    <>
      {finish && (
        <Banner title={t('late.title', { finish, date: change.effectiveOn })}>{t('late.detail')}</Banner>
      )}
      {agreement && agreement.warnings.length > 0 && (
        <AgreementWarnings warnings={agreement.warnings} partner={partner} />
      )}
      {store?.gaps && store.gaps.length > 0 && <PaperGaps gaps={store.gaps} />}
      <Card title={t('diff.title')} flush>
        <DiffTable caption={t('diff.title')} rows={await diffRows(change)} />
      </Card>
      {agreement?.figures && <AgreementFiguresCard figures={agreement.figures} partner={partner} />}
      {sharing && (
        <Card title={t('effects.title')}>
          <Checklist items={await effects(change, sharing, store, rosters, courses, isOwn)} />
        </Card>
      )}
    </>
  )
}

/** Only what changes. */
async function diffRows(change: Change): Promise<DiffRow[]> {
  const t = await getTranslations('transfers.diff')
  const format = await getFormatter()
  const listed = (names: string[]) => format.list(names, { style: 'narrow' })
  const unit = (name: string, kind: string) =>
    kind === 'store' ? t('storeUnit', { unit: name }) : t('hqUnit', { unit: name })
  const owner = change.toUnitKind === 'store' ? 'store' : 'hq'
  const none = t('none')
  const lead = (people: string[], kind: string) => {
    const name = listed(people)
    const home = listed(change.homeLeads)
    return (
      [
        name && t(kind === 'store' ? 'storeLead' : 'hqLead', { name }),
        kind === 'store' && home && t('hqLead', { name: home }),
      ]
        .filter(Boolean)
        .join(' · ') || none
    )
  }
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
      from: lead(change.fromLeads, change.fromUnitKind),
      to: lead(change.toLeads, change.toUnitKind),
      owner,
    },
    {
      label: t('partner'),
      from: change.hidesFromPartner ? (
        <MaskedValue hidden={t('partnerHidden')} />
      ) : (
        (change.fromPartnerName ?? none)
      ),
      to: change.hidesPartner ? <MaskedValue hidden={t('partnerHidden')} /> : (change.partnerName ?? none),
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

async function effects(
  change: Change,
  sharing: Sharing,
  store: StoreImpact | undefined,
  rosters: RosterImpact | undefined,
  courses: CourseImpact | undefined,
  isOwn: boolean,
): Promise<ChecklistItem[]> {
  const t = await getTranslations('transfers.effects')
  const items: ChecklistItem[] = []
  const { effectiveOn, endsOn } = change
  if (change.kind === 'extend') {
    items.push({
      id: 'assignment',
      label: t('extended', { from: effectiveOn, to: endsOn ?? '' }),
      icon: <Icon name="calendar-check" />,
    })
  } else {
    items.push({
      id: 'assignment',
      label: t('assignment', { date: effectiveOn, unit: change.toUnit, position: change.toPosition }),
      detail: endsOn && t('assignmentUntil', { endsOn, home: change.homeUnit }),
      icon: <Icon name="calendar-check" />,
    })
  }
  if (change.toUnitKind === 'store' && sharing !== 'hidden') items.push(await sharingItem(change, sharing))
  if (store && change.kind !== 'extend') items.push(...(await storeItems(change, store, rosters)))
  if (rosters) items.push(...(await releasedItems(change, rosters, isOwn)))
  if (courses) items.push(...(await courseItems(courses, change.fromUnit)))
  if (change.fromUnitKind === 'store' && change.kind !== 'extend') {
    items.push({
      id: 'store-ends',
      label: t('storeEnds', { store: change.fromUnit, date: effectiveOn }),
      detail: t('storeEndsDetail'),
      icon: <Icon name="building-store" />,
    })
  }
  const handOver = await getTranslations('transfers.handOver')
  const toHandOver = handOverItems(change.kind)
  items.push({
    id: 'hand-over',
    label: t('handOver', { n: toHandOver.length }),
    detail: t('handOverDetail', {
      items: toHandOver.map(one => handOver(one.item as 'handOverWork')).join(' · '),
    }),
    icon: <Icon name="checklist" />,
  })
  if (endsOn) {
    items.push({
      id: 'reminders',
      label: t('reminders'),
      detail: t('remindersDetail'),
      icon: <Icon name="bell-ringing" />,
    })
  }
  return items
}

async function sharingItem(change: Change, sharing: Exclude<Sharing, 'hidden'>): Promise<ChecklistItem> {
  const format = await getFormatter()
  const t = await getTranslations('transfers.effects')
  const store = change.toUnit
  if (typeof sharing === 'string' && sharing !== 'asked') {
    return {
      id: 'sharing',
      label: t(`sharing.${sharing}`, { store }),
      detail: t('hidden'),
      icon: <Icon name={sharing === 'unknown' ? 'eye' : 'eye-off'} />,
    }
  }
  const what = format.list(
    [
      t('visibleBase'),
      sharing !== 'asked' && sharing.includesPerformance && t('visiblePerformance'),
      sharing !== 'asked' && sharing.includesTraining && t('visibleTraining'),
    ].filter(one => one !== false),
    { style: 'narrow' },
  )
  return {
    id: 'sharing',
    label: t('visible', { store, what }),
    detail: `${sharing === 'asked' ? `${t('asked')} ` : ''}${t('hidden')}`,
    icon: <Icon name="eye" />,
  }
}
