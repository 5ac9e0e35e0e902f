import { rejectCategories } from '@/db/schema/workflow'
import type { Actor } from '@/lib/actor'
import { lastDayOf } from '@/lib/contracts/rules'
import type { About, RequestView } from '@/lib/requests/queries'
import { sayingOf } from '@/lib/requests/rules'
import { pathOfSeat } from '@/lib/seat'
import { lengthOf, mayAskAgain } from '@/lib/transfers/rules'
import { getFormatter, getTranslations } from '@/lib/translations'
import { type RequestVerb, stateOf } from '@/lib/workflow/rules'
import { Avatar, type Owner } from '../ui/avatar'
import { LinkButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { PageHeader } from '../ui/page-header'
import { Parts } from '../ui/parts'
import { ApprovalBadge } from '../ui/status-badge'
import { badgeOf } from './approval'
import { type SpokenVerb, Verbs, type VerbTexts } from './verbs'
import { getWhen } from './when'

/** Who and what, how far, who has it since when; and the verbs of whoever reads it. */
export async function RequestHeader({
  actor,
  view,
  about,
  level,
}: {
  actor: Actor
  view: RequestView
  about: About
  level: 1 | 2
}) {
  const t = await getTranslations('requests')
  const kinds = await getTranslations('requests.titles')
  const when = await getWhen(actor.now)
  const format = await getFormatter()
  const { request, progress } = view
  const { effectiveOn } = sayingOf(about)
  const transfer = about.subject === 'transfer' ? about.transfer.transfer : undefined
  const state = stateOf({ ...request, effectiveOn }, actor.today)
  const length = transfer?.endsOn && lengthOf(transfer.effectiveOn, transfer.endsOn)
  const detail = [
    request.number,
    request.lapsedOn &&
      t(`header.${request.status === 'approved' ? 'lapsed' : 'closed'}`, {
        date: lastDayOf(request.lapsedOn),
        effectiveOn,
      }),
    !request.lapsedOn &&
      effectiveOn &&
      t(`header.${request.status === 'approved' ? 'effectiveFrom' : 'effectiveOn'}`, {
        date: effectiveOn,
      }),
    length && t(`header.${length.unit}`, { n: length.n }),
    view.holders.length > 0 &&
      view.heldSince &&
      t('header.held', {
        names: format.list(view.holders.slice(0, 3), { style: 'narrow' }),
        time: when.span(actor.now.getTime() - view.heldSince.getTime()),
      }),
    request.status === 'returned' && t('header.returned', { name: request.applicantName }),
  ]
  return (
    <PageHeader
      level={level}
      lead={
        <Avatar name={request.summary.employee ?? ''} owner={ownerOf(view, about, actor.today)} size="md" />
      }
      title={kinds(request.facts.kind as 'dispatch', {
        employee: request.summary.employee ?? '',
        to: transfer?.toUnit ?? '',
      })}
      badge={
        <ApprovalBadge
          status={badgeOf(state)}
          progress={progress && `${progress.at}/${progress.of}`}
          date={state === 'pending' ? effectiveOn : ''}
        />
      }
      detail={
        <span className="num">
          <Parts of={detail} />
        </span>
      }
      actions={
        <>
          <Verbs
            number={request.number}
            offered={offeredOf(view.verbs, cancelOf(about))}
            colleagues={`${pathOfSeat(actor)}/colleagues`}
            texts={
              await textsOf(
                request.applicantName,
                request.employeeUserId === actor.userId,
                about.subject === 'transfer' ? about : undefined,
              )
            }
            icons={{
              approve: <Icon name="check" />,
              sendBack: <Icon name="arrow-back-up" />,
              reject: <Icon name="x" />,
              handOn: <Icon name="user-plus" />,
              withdraw: <Icon name="arrow-back-up" />,
              copy: <Icon name="send" />,
              cancel: <Icon name="ban" />,
              cancelLeaving: <Icon name="ban" />,
            }}
          />
          {view.verbs.includes('revise') && (
            <LinkButton
              variant="primary"
              icon={<Icon name="edit" />}
              href={`${pathOfSeat(actor)}/requests/${request.number}/revise`}
            >
              {t('actions.revise')}
            </LinkButton>
          )}
          {transfer && view.unitKind && mayAskAgain(request, actor) && (
            <LinkButton
              icon={<Icon name="arrows-exchange" />}
              href={`${pathOfSeat(actor)}/transfers/new?${new URLSearchParams({
                ...(actor.portal !== 'me' && { person: request.summary.employeeNumber ?? '' }),
                again: request.number,
              })}`}
            >
              {t('actions.askAgain')}
            </LinkButton>
          )}
        </>
      }
    />
  )
}

/** Whom the person belongs to now. A store that does not read where somebody is before they come knows it from what they are asked to leave. */
function ownerOf({ request, unitKind }: RequestView, about: About, today: string): Owner | undefined {
  if (unitKind) return unitKind === 'store' ? 'both' : 'hq'
  if (about.subject !== 'transfer') return undefined
  const { kind, effectiveOn } = about.transfer.transfer
  if (request.status === 'approved' && effectiveOn <= today) return undefined
  return kind === 'dispatch' ? 'hq' : 'both'
}

/** What HR may take back before it takes effect. */
function cancelOf(about: About): 'cancel' | 'cancelLeaving' | undefined {
  if (about.subject === 'transfer') return about.transfer.mayCancel ? 'cancel' : undefined
  return about.subject === 'leaving' && about.leaving.mayCancel ? 'cancelLeaving' : undefined
}

/** The verbs of the engine as this page offers them: who can reject need not withdraw, who can approve may add a note. */
function offeredOf(
  verbs: RequestVerb[],
  cancels: 'cancel' | 'cancelLeaving' | undefined,
): (SpokenVerb | 'approve')[] {
  const offers: [SpokenVerb | 'approve', boolean][] = [
    ['copy', verbs.includes('copy')],
    ['withdraw', verbs.includes('withdraw') && !verbs.includes('reject')],
    ['cancel', cancels === 'cancel'],
    ['cancelLeaving', cancels === 'cancelLeaving'],
    ['sendBack', verbs.includes('sendBack')],
    ['reject', verbs.includes('reject')],
    ['handOn', verbs.includes('join')],
    ['approveNote', verbs.includes('approve')],
    ['approve', verbs.includes('approve')],
  ]
  return offers.filter(([, isOffered]) => isOffered).map(([verb]) => verb)
}

/**
 * @param isOwn whoever a request is about does not reject it: they do not agree
 * @param about what is undone where a transfer is cancelled
 */
async function textsOf(
  name: string,
  isOwn: boolean,
  about: (About & { subject: 'transfer' }) | undefined,
): Promise<VerbTexts> {
  const format = await getFormatter()
  const t = await getTranslations('requests')
  const d = await getTranslations('requests.dialogs')
  const resting = about?.resting ?? []
  const of = (verb: 'copy' | 'withdraw' | 'cancelLeaving' | 'sendBack' | 'reject' | 'decline' | 'handOn') => {
    const label = t(`actions.${verb}`)
    return {
      trigger: label,
      title: d(`${verb}Title`, { name }),
      detail: d(`${verb}Detail`, { name }),
      submit: label,
    }
  }
  return {
    dialogs: {
      copy: of('copy'),
      withdraw: { ...of('withdraw'), reason: d('reasonOptional') },
      cancel: {
        trigger: t('actions.cancel'),
        title: d('cancelTitle'),
        submit: t('actions.cancel'),
        detail: d('cancelDetail', {
          date: about?.transfer.transfer.effectiveOn ?? '',
          store: about?.transfer.transfer.toUnit ?? '',
          shiftsBack: about?.undone?.shiftsBack ?? 0,
          shiftsFreed: about?.undone?.shiftsFreed ?? 0,
          coursesBack: about?.undone?.coursesBack ?? 0,
          coursesEnded: about?.undone?.coursesEnded ?? 0,
          n: resting.length,
          numbers: format.list(resting),
        }),
        wayOut: d('cancelNot'),
        reason: d('cancelReason'),
      },
      cancelLeaving: { ...of('cancelLeaving'), wayOut: d('cancelNot'), reason: d('cancelReason') },
      sendBack: { ...of('sendBack'), reason: d('sendBackReason') },
      reject: { ...of(isOwn ? 'decline' : 'reject'), reason: d(isOwn ? 'declineReason' : 'rejectReason') },
      handOn: { ...of('handOn'), reason: d('reasonOptional') },
      approveNote: {
        trigger: d('approveNote'),
        title: d('approveNoteTitle'),
        submit: t('actions.approve'),
        reason: d('approveNoteReason'),
      },
    },
    done: {
      approve: t('done.approve'),
      sendBack: t('done.sendBack'),
      reject: t(isOwn ? 'done.decline' : 'done.reject'),
      join: t('done.join'),
      delegate: t('done.delegate'),
      withdraw: t('done.withdraw'),
      copy: t('done.copy'),
      cancel: t('done.cancel'),
      cancelLeaving: t('done.cancel'),
    },
    approve: t('actions.approve'),
    category: {
      label: d('rejectCategory'),
      empty: d('rejectChoose'),
      options: rejectCategories.map(value => ({ value, label: t(`categories.${value}`) })),
    },
    colleague: { label: d('person'), placeholder: d('personPlaceholder') },
    handOn: {
      legend: d('handOnMode'),
      join: t('actions.join'),
      joinDetail: d('joinDetail'),
      delegate: t('actions.delegate'),
      delegateDetail: d('delegateDetail'),
    },
  }
}
