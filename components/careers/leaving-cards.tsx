import { useLocale } from 'next-intl'
import type { Actor } from '@/lib/actor'
import { minuteIn, zone } from '@/lib/clock'
import { lastDayOf } from '@/lib/contracts/rules'
import { recordInterview } from '@/lib/leavings/actions'
import type { Interview, ItemRow, LeavingView } from '@/lib/leavings/queries'
import { mayCertify, mayReadInterview, mayTick, type Notice, type NoticeRule } from '@/lib/leavings/rules'
import { getTranslations, useTranslations } from '@/lib/translations'
import type { Request } from '@/lib/workflow/queries'
import { RecordForm } from '../people/record-form'
import { getWhen } from '../requests/when'
import { Badge } from '../ui/badge'
import { Banner } from '../ui/banner'
import { buttonClass } from '../ui/button'
import { Card } from '../ui/card'
import { Checklist } from '../ui/checklist'
import { DescList } from '../ui/desc-list'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'
import { LeavingTick } from './leaving-tick'

/** Who leaves, why and when, what is to be done, and for HR what was said. */
export function LeavingCards({
  view,
  request,
  actor,
}: {
  view: LeavingView
  request: Request
  actor: Actor
}) {
  const t = useTranslations('leavings')
  const isEnglish = useLocale() === 'en'
  const { leaving, reason, notice, agreed, items, interview } = view
  const isUndecided = request.status === 'in_progress' || request.status === 'returned'
  const readsInterview = mayReadInterview(actor, request.employeeId)
  return (
    <>
      {notice && notice.short > 0 && isUndecided && (
        <Banner tone="warn" title={noticeText(t, reason.notice, notice)}>
          <p>{t('shortAsks')}</p>
        </Banner>
      )}
      {leaving.backDatedReason && isUndecided && <Banner tone="warn" title={t('backDatedAsks')} />}
      <Card
        title={t('title')}
        actions={
          mayCertify({ ...leaving, status: request.status }, actor) && (
            <a
              href={`/hq/requests/${request.number}/certificate`}
              download
              className={buttonClass('plain', 'small')}
            >
              <Icon name="download" />
              {t('certificate.open')}
            </a>
          )
        }
      >
        <DescList
          columns={1}
          items={[
            {
              label: t('fields.reason'),
              value: `${t(`classes.${reason.class}`)} · ${isEnglish ? reason.nameEn : reason.name}`,
            },
            { label: t('fields.lastOn'), value: <span className="num">{lastDayOf(leaving.leftOn)}</span> },
            { label: t('fields.noticeOn'), value: <span className="num">{leaving.noticeOn}</span> },
            ...(leaving.backDatedReason
              ? [{ label: t('fields.backDatedReason'), value: leaving.backDatedReason }]
              : [{ label: t('fields.notice'), value: noticeText(t, reason.notice, notice) }]),
            ...(leaving.shortReason
              ? [
                  { label: t('fields.shortReason'), value: leaving.shortReason },
                  {
                    label: t('fields.shortAgreed'),
                    value: agreed ? (
                      <span className="num">
                        {t('agreed', { name: agreed.name, time: minuteIn(zone, agreed.at) })}
                      </span>
                    ) : (
                      t(isUndecided ? 'shortWaits' : 'shortNot')
                    ),
                  },
                ]
              : []),
            ...(leaving.accessEndsAt
              ? [
                  {
                    label: t('fields.access'),
                    value: <span className="num">{minuteIn(zone, leaving.accessEndsAt)}</span>,
                  },
                ]
              : []),
            ...(view.insuredUntil
              ? [
                  {
                    label: t('fields.insured'),
                    value: <span className="num">{t('insuredUntil', { month: view.insuredUntil })}</span>,
                  },
                ]
              : []),
            ...(leaving.note
              ? [
                  {
                    label: t('fields.note'),
                    value: <span className="whitespace-pre-wrap">{leaving.note}</span>,
                  },
                ]
              : []),
          ]}
        />
      </Card>
      {request.status === 'approved' && items.length > 0 && (
        <LeavingItems items={items} actor={actor} employeeUserId={request.employeeUserId} />
      )}
      {readsInterview && request.status !== 'rejected' && request.status !== 'withdrawn' && (
        <InterviewCard number={request.number} interview={interview} today={actor.today} />
      )}
    </>
  )
}

type Texts = ReturnType<typeof useTranslations<'leavings'>>

function noticeText(t: Texts, rule: NoticeRule, notice: Notice | undefined): string {
  if (!notice) return t('noticeNone')
  const { days, short, source } = notice
  if (days === 0) return t('noticeAny', { source })
  if (short === 0) return t('noticeFine', { days, source })
  return t(rule === 'employer' ? 'noticeShortEmployer' : 'noticeShort', { days, short, source })
}

/** 离职手续: each side ticks its own; what is late says so. */
export async function LeavingItems({
  items,
  actor,
  employeeUserId,
  title,
  children,
}: {
  items: ItemRow[]
  actor: Actor
  employeeUserId: string | null
  title?: string
  children?: React.ReactNode
}) {
  const t = await getTranslations('leavings')
  const transfers = await getTranslations('transfers')
  const when = await getWhen(actor.now)
  const done = items.filter(item => item.doneAt).length
  return (
    <Card
      title={title ?? t('itemsTitle')}
      actions={
        <span className="num text-ink-2">
          {transfers('handOverProgress', { done: String(done), all: String(items.length) })}
        </span>
      }
    >
      {children}
      <Checklist
        items={items.map(item => {
          const label = transfers(`handOver.${item.item as 'handOverWork'}`)
          const isDone = item.doneAt !== null
          const isLate = !isDone && item.dueOn < actor.today
          return {
            id: item.id,
            label,
            done: isDone,
            detail: (
              <span className="flex flex-wrap items-center gap-1.5">
                <Badge tone="mute">{transfers(`sides.${item.side}`)}</Badge>
                {isLate && <Badge tone="bad">{t('late')}</Badge>}
                <span className="num">
                  {item.doneAt && item.doneByName
                    ? transfers('handOverDone', { name: item.doneByName, time: when.stamp(item.doneAt) })
                    : transfers('handOverDue', { date: when.day(item.dueOn) })}
                </span>
              </span>
            ),
            action: mayTick(item, actor, employeeUserId) && (
              <LeavingTick
                itemId={item.id}
                done={isDone}
                label={transfers(isDone ? 'untick' : 'tick', { item: label })}
              />
            ),
          }
        })}
      />
    </Card>
  )
}

/** 离职面谈: of a class of its own. */
function InterviewCard({
  number,
  interview,
  today,
}: {
  number: string
  interview: Interview | undefined
  today: string
}) {
  const t = useTranslations('leavings.interview')
  const title = t(interview ? 'edit' : 'write')
  return (
    <Card
      title={t('title')}
      actions={
        <Dialog
          trigger={title}
          size="small"
          icon={<Icon name="pencil" />}
          title={t('title')}
          detail={t('secret')}
        >
          <RecordForm
            action={recordInterview}
            fixed={{ number, ...(interview && { revision: `${interview.revision}` }) }}
            submit={t('save')}
            optional={t('optional')}
            fields={[
              {
                name: 'heldOn',
                label: t('heldOn'),
                kind: 'date',
                required: true,
                value: interview?.heldOn ?? today,
              },
              { name: 'note', label: t('note'), kind: 'area', required: true, value: interview?.note ?? '' },
            ]}
          />
        </Dialog>
      }
      footer={
        <span className="inline-flex items-center gap-1.5">
          <Icon name="lock" />
          {t('secret')}
        </span>
      }
    >
      {interview ? (
        <div className="grid gap-1">
          <p className="whitespace-pre-wrap">{interview.note}</p>
          <p className="num text-ink-2 text-sm">
            {interview.heldOn} ·{' '}
            {t('by', { name: interview.authorName, time: minuteIn(zone, interview.changedAt) })}
          </p>
        </div>
      ) : (
        <p className="text-ink-2">{t('none')}</p>
      )}
    </Card>
  )
}
