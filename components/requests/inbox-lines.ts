import { getLocale } from 'next-intl/server'
import type { Actor } from '@/lib/actor'
import { isFieldItem } from '@/lib/completeness/rules'
import type { InboxRow, InboxTab } from '@/lib/requests/queries'
import { dueLevel, mayApproveUnseen } from '@/lib/requests/rules'
import { pathOfSeat } from '@/lib/seat'
import { getTranslations } from '@/lib/translations'
import { stateOf } from '@/lib/workflow/rules'
import { badgeOf } from './approval'
import type { InboxLine } from './inbox-list'
import type { When } from './when'

type Reader = { actor: Actor; when: When }

/** The rows as they read: a sentence, when it is due, and the one verb that it wants. */
export async function inboxLines(rows: InboxRow[], tab: InboxTab, reader: Reader): Promise<InboxLine[]> {
  const { actor, when } = reader
  const base = pathOfSeat(actor)
  const t = await getTranslations('requests.inbox')
  const sentences = await getTranslations('requests.sentences')
  const kinds = await getTranslations('requests.kinds')
  const approval = await getTranslations('ui.approval')
  const isEnglish = (await getLocale()) === 'en'
  const due = await dueMaker(reader)
  const ticket = await ticketLineMaker(reader)
  const waiting = await waitingLineMaker(reader)
  return rows.map(row => {
    if (row.subject === 'ticket') return ticket(row)
    if (isWaiting(row.subject)) return waiting(row, row.subject)
    const kind = row.kind as 'dispatch'
    const stage = isEnglish ? row.stageEn : row.stage
    const status = badgeOf(stateOf(row, actor.today))
    const stamp = when.stamp(new Date(row.at))
    return {
      key: row.cursor,
      number: row.number,
      href: `${base}/requests/${row.number}`,
      opensBeside: true,
      kind: kinds(kind),
      sentence: sentences(kind, { employee: row.employee, to: row.to ?? '' }),
      details: [
        row.from && t('from', { unit: row.from }),
        stage && t('stage', { stage }),
        row.applicantName === row.employee ? t('self') : t('by', { name: row.applicantName }),
        row.effectiveOn && t('on', { date: when.day(row.effectiveOn) }),
      ].filter(isText),
      onBehalfOf: row.onBehalfOfName ? t('onBehalfOf', { name: row.onBehalfOfName }) : undefined,
      isUnread: row.isUnread,
      ...(tab === 'todo'
        ? { due: due(row.at), verb: verbOf(row) }
        : {
            stamp: row.verb
              ? `${t(`verbs.${row.verb === 'reject' && row.isOwn ? 'decline' : (row.verb as 'approve')}`)} · ${stamp}`
              : stamp,
            status: { is: status, text: approval(status) },
          }),
    }
  })
}

function verbOf(row: InboxRow): InboxLine['verb'] {
  if (row.status === 'returned') return 'revise'
  if (row.isOwn) return 'confirm'
  return mayApproveUnseen(row, row.isOwn) ? 'approve' : 'look'
}

/** A ticket that waits for the reader: to be answered, or, answered, for their word on whether it helped. */
async function ticketLineMaker(reader: Reader): Promise<(row: InboxRow) => InboxLine> {
  const t = await getTranslations('requests.inbox')
  const statuses = await getTranslations('tickets.status')
  const isEnglish = (await getLocale()) === 'en'
  const due = await dueMaker(reader)
  return row => ({
    key: row.cursor,
    number: row.number,
    href: `${pathOfSeat(reader.actor)}/tickets/${row.number}`,
    opensBeside: true,
    kind: (isEnglish ? row.categoryEn : row.category) ?? '',
    sentence: row.title ?? '',
    details: [
      statuses(row.status as 'open'),
      !row.isOwn && t('by', { name: row.applicantName }),
      row.number,
    ].filter(isText),
    isUnread: false,
    due: due(row.at),
    verb: row.isOwn ? 'look' : 'handle',
  })
}

const waitingSubjects = [
  'notice',
  'report',
  'reports',
  'ask',
  'course',
  'handOver',
  'leavingHandOver',
] as const
type WaitingSubject = (typeof waitingSubjects)[number]
const isWaiting = (subject: string): subject is WaitingSubject => waitingSubjects.some(one => one === subject)

/** What waits besides tasks and tickets. */
async function waitingLineMaker(
  reader: Reader,
): Promise<(row: InboxRow, subject: WaitingSubject) => InboxLine> {
  const { actor, when } = reader
  const base = pathOfSeat(actor)
  const t = await getTranslations('requests.inbox.waiting')
  const by = await getTranslations('requests.inbox')
  const sentences = await getTranslations('requests.sentences')
  const items = await getTranslations('completeness.items')
  const isEnglish = (await getLocale()) === 'en'
  const due = await dueMaker(reader)
  return (row, subject) => {
    const line = {
      key: row.cursor,
      number: row.number,
      opensBeside: false,
      kind: t(`kinds.${subject}`),
      isUnread: false,
      due: row.isDue ? due(row.at) : undefined,
    }
    switch (subject) {
      case 'notice':
        return {
          ...line,
          href: `${base}/notices/${row.number}`,
          sentence: row.title ?? '',
          details: [t('from', { name: row.applicantName })],
          verb: row.kind === 'toSign' ? 'sign' : 'read',
        }
      case 'report':
        return {
          ...line,
          href: `${base}/reports/${row.number}`,
          sentence: row.title ?? '',
          details: [when.weekday(row.kind)],
          verb: 'write',
        }
      case 'reports':
        return {
          ...line,
          href: `${base}/reports?list=unread`,
          sentence: t('reports'),
          details: [t('oldest', { name: row.applicantName })],
          verb: 'look',
        }
      case 'ask':
        return {
          ...line,
          href: `${base}/documents`,
          sentence: isFieldItem(row.kind)
            ? ((isEnglish ? row.categoryEn : row.category) ?? '')
            : items(row.kind as 'phone'),
          details: [by('by', { name: row.applicantName }), row.to].filter(isText),
          verb: 'send',
        }
      case 'course':
        return {
          ...line,
          href: `${base}/courses/${row.number}`,
          sentence: row.title ?? '',
          details: [t('lessonsLeft', { n: row.items })],
          verb: 'learn',
        }
      case 'handOver':
      case 'leavingHandOver': {
        const isOfStore = subject === 'leavingHandOver' && actor.portal === 'store'
        return {
          ...line,
          href: isOfStore ? `${base}/team/${row.title}` : `${base}/requests/${row.number}`,
          opensBeside: !isOfStore,
          sentence: sentences(row.kind as 'dispatch', { employee: row.employee, to: row.to ?? '' }),
          details: [t('items', { n: row.items })],
          verb: 'tick',
        }
      }
    }
  }
}

async function dueMaker({ actor, when }: Reader): Promise<(at: string) => InboxLine['due']> {
  const t = await getTranslations('requests.inbox.due')
  return text => {
    const at = new Date(text)
    const level = dueLevel(at, actor.now)
    const time = level === 'today' ? when.clock(at) : when.span(at.getTime() - actor.now.getTime())
    return { level, text: t(level, { time }) }
  }
}

const isText = (part: string | false | null): part is string => Boolean(part)
