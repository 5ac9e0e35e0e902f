import {
  IconArrowBackUp,
  IconBan,
  IconCheck,
  IconEdit,
  IconSend,
  IconUserPlus,
  IconX,
} from '@tabler/icons-react'
import { getTranslations } from 'next-intl/server'
import { rejectCategories } from '@/db/schema/workflow'
import type { Actor } from '@/lib/actor'
import type { RequestView } from '@/lib/requests/queries'
import { pathOfSeat } from '@/lib/seat'
import type { TransferView } from '@/lib/transfers/queries'
import { lengthOf, stateOf } from '@/lib/transfers/rules'
import type { ApprovalStatus } from '../ui/approval-face'
import { Avatar } from '../ui/avatar'
import { LinkButton } from '../ui/button'
import { PageHeader } from '../ui/page-header'
import { ApprovalBadge } from '../ui/status-badge'
import { Verbs } from './verbs'
import { getWhen } from './when'

/** Who and what, how far, who has it since when; and the verbs of whoever reads it. */
export async function RequestHeader({
  actor,
  view,
  transfer: { transfer, mayCancel },
}: {
  actor: Actor
  view: RequestView
  transfer: TransferView
}) {
  const t = await getTranslations('requests')
  const kinds = await getTranslations('transfers.titles')
  const when = await getWhen(actor.now)
  const { request, progress } = view
  const state = stateOf({ status: request.status, effectiveOn: transfer.effectiveOn }, actor.today)
  const length = transfer.endsOn && lengthOf(transfer.effectiveOn, transfer.endsOn)
  const detail = [
    request.number,
    t(`header.${request.status === 'approved' ? 'effectiveFrom' : 'effectiveOn'}`, {
      date: transfer.effectiveOn,
    }),
    length && t(`header.${length.unit}`, { n: length.n }),
    view.holders.length > 0 &&
      view.heldSince &&
      t('header.held', {
        names: view.holders.slice(0, 3).join(t('comma')),
        time: when.span(actor.now.getTime() - view.heldSince.getTime()),
      }),
    request.status === 'returned' && t('header.returned', { name: request.applicantName }),
  ]
  return (
    <PageHeader
      lead={<Avatar name={request.summary.employee ?? ''} owner="both" size="md" />}
      title={kinds(transfer.kind, { employee: request.summary.employee ?? '', to: transfer.toUnit })}
      badge={
        <ApprovalBadge
          status={badges[state] ?? 'pending'}
          progress={progress && `${progress.at}/${progress.of}`}
          date={state === 'pending' ? transfer.effectiveOn : ''}
        />
      }
      detail={<span className="num">{detail.filter(Boolean).join(' · ')}</span>}
      actions={
        <>
          <Verbs
            number={request.number}
            verbs={view.verbs}
            mayCancel={mayCancel}
            colleagues={`${pathOfSeat(actor)}/colleagues`}
            texts={await textsOf(request.applicantName)}
            icons={{
              approve: <IconCheck aria-hidden />,
              sendBack: <IconArrowBackUp aria-hidden />,
              reject: <IconX aria-hidden />,
              handOn: <IconUserPlus aria-hidden />,
              withdraw: <IconArrowBackUp aria-hidden />,
              copy: <IconSend aria-hidden />,
              cancel: <IconBan aria-hidden />,
            }}
          />
          {view.verbs.includes('revise') && (
            <LinkButton
              variant="primary"
              icon={<IconEdit aria-hidden />}
              href={`${pathOfSeat(actor)}/requests/${request.number}/revise`}
            >
              {t('actions.revise')}
            </LinkButton>
          )}
        </>
      }
    />
  )
}

const badges: Record<string, ApprovalStatus> = {
  in_progress: 'pending',
  returned: 'returned',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  cancelled: 'cancelled',
  pending: 'approved',
  effective: 'effective',
}

async function textsOf(applicant: string): Promise<Parameters<typeof Verbs>[0]['texts']> {
  const t = await getTranslations('requests')
  const d = await getTranslations('requests.dialogs')
  const verbs = [
    'approve',
    'sendBack',
    'reject',
    'handOn',
    'join',
    'delegate',
    'withdraw',
    'copy',
    'cancel',
  ] as const
  const dialogs = [
    'reasonOptional',
    'approveNote',
    'approveNoteTitle',
    'approveNoteReason',
    'rejectTitle',
    'rejectDetail',
    'rejectCategory',
    'rejectChoose',
    'rejectReason',
    'sendBackReason',
    'withdrawTitle',
    'withdrawDetail',
    'cancelTitle',
    'cancelDetail',
    'cancelReason',
    'handOnTitle',
    'handOnDetail',
    'handOnMode',
    'joinDetail',
    'delegateDetail',
    'person',
    'personPlaceholder',
    'copyTitle',
    'copyDetail',
  ] as const
  return {
    ...Object.fromEntries(dialogs.map(name => [name, d(name)])),
    ...Object.fromEntries(verbs.map(name => [name, t(`actions.${name}`)])),
    ...Object.fromEntries(doneVerbs.map(name => [`done.${name}`, t(`done.${name}`)])),
    sendBackTitle: d('sendBackTitle', { name: applicant }),
    sendBackDetail: d('sendBackDetail', { name: applicant }),
    categories: rejectCategories.map(value => ({ value, label: t(`categories.${value}`) })),
  } as Parameters<typeof Verbs>[0]['texts']
}

const doneVerbs = ['approve', 'sendBack', 'reject', 'join', 'delegate', 'withdraw', 'copy', 'cancel'] as const
