import type { Actor } from '@/lib/actor'
import type { BoardRow } from '@/lib/boards/queries'
import { isExcusable, mayExcuse } from '@/lib/excuses/rules'
import type { Page } from '@/lib/paging'
import { nudgeAgainHours, readsReports } from '@/lib/reports/rules'
import { pathOfSeat } from '@/lib/seat'
import { getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'
import { LinkButton } from '../ui/button'
import { type SearchParams, withParams } from '../ui/search-params'
import { Table, Th } from '../ui/table'
import { type BoardLine, BoardRows } from './board-rows'

/** Reports with how they stand, and what may be done about each. */
export async function BoardTable({
  page,
  params,
  actor,
}: {
  page: Page<BoardRow>
  params: SearchParams
  actor: Actor
}) {
  const t = await getTranslations('reports.board')
  const labels = { template: t('template'), unit: t('unit'), standing: t('standing'), read: t('read') }
  return (
    <>
      <Table caption={t('list')}>
        <thead>
          <tr>
            <Th>{t('person')}</Th>
            <Th>{labels.template}</Th>
            <Th>{labels.unit}</Th>
            <Th>{labels.standing}</Th>
            <Th>{labels.read}</Th>
          </tr>
        </thead>
        <BoardRows lines={await linesOf(page.rows, actor)} labels={labels} words={await getWords()} />
      </Table>
      {(page.previous || page.next) && (
        <div className="flex justify-end gap-2 p-(--pad)" data-print="hide">
          {page.previous && (
            <LinkButton size="small" rel="prev" href={withParams(params, { before: page.previous })}>
              {t('back')}
            </LinkButton>
          )}
          {page.next && (
            <LinkButton size="small" rel="next" href={withParams(params, { after: page.next })}>
              {t('next')}
            </LinkButton>
          )}
        </div>
      )}
    </>
  )
}

async function linesOf(rows: BoardRow[], actor: Actor): Promise<BoardLine[]> {
  const t = await getTranslations('reports')
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  const stamp = (at: string) => when.stamp(new Date(at))
  return rows.map(row => {
    const isOpen = row.status === 'open'
    const wasAsked =
      row.nudgedAt !== null &&
      actor.now.getTime() - new Date(row.nudgedAt).getTime() < nudgeAgainHours * 3_600_000
    const mayExcuseRow = mayExcuse(actor) && isExcusable(row.dueOn, row.dueOn, actor.today)
    const { excuse } = row
    return {
      id: row.id,
      href: row.status === 'submitted' ? `${base}/reports/${row.id}` : undefined,
      name: row.name,
      number: row.number,
      template: row.template,
      day: when.weekday(row.dueOn),
      place: `${row.unitName} · ${row.positionName}`,
      standing: { is: row.standing, text: t(`standings.${row.standing}`) },
      time: row.submittedAt ? stamp(row.submittedAt) : isOpen ? t('dueAt', { time: stamp(row.dueAt) }) : '',
      unread: row.status === 'submitted' && !row.readAt ? t('unread') : undefined,
      read: row.readAt ? t('read', { name: row.readByName ?? '', time: stamp(row.readAt) }) : undefined,
      comments: row.comments > 0 ? t('board.comments', { n: row.comments }) : undefined,
      note: excuse
        ? excuse.isOwn
          ? t('excuseOwn', { kind: t(`excuses.${excuse.kind}`) })
          : t('excuseBy', {
              kind: t(`excuses.${excuse.kind}`),
              name: excuse.authorName,
              reason: excuse.reason,
            })
        : wasAsked && isOpen && row.nudgedAt
          ? t('board.nudgedAt', { time: stamp(row.nudgedAt) })
          : undefined,
      nudge: isOpen && !wasAsked && row.dueOn <= actor.today && readsReports(actor),
      excuse: isOpen && mayExcuseRow ? row.dueOn : undefined,
      excuseEnd: row.status === 'excused' && excuse && mayExcuseRow ? row.dueOn : undefined,
    }
  })
}

async function getWords() {
  const t = await getTranslations('reports')
  const kinds = ['leave', 'rest', 'other'] as const
  return {
    nudge: t('board.nudge'),
    nudged: t('board.nudged'),
    excuse: t('board.excuse'),
    title: t('board.excuseTitle', { name: '{name}' }),
    detail: t('board.excuseDetail'),
    kind: t('board.excuseKind'),
    from: t('board.excuseFrom'),
    to: t('board.excuseTo'),
    reason: t('board.excuseReason'),
    submit: t('board.excuseSubmit'),
    done: t('board.excuseDone'),
    end: t('board.excuseEnd'),
    ended: t('board.excuseEndDone'),
    kinds: kinds.map(value => ({ value, label: t(`excuses.${value}`) })),
  }
}
