import { notFound } from 'next/navigation'
import { isId } from '@/lib/id'
import { getNotice, listRecord, listVersions, mostRecorded, nameAudience } from '@/lib/notices/queries'
import { overseesNotices } from '@/lib/notices/rules'
import { textParam } from '@/lib/paging'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'
import { Breadcrumb } from '../ui/breadcrumb'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { PageHeader } from '../ui/page-header'
import type { SearchParams } from '../ui/search-params'
import { Table, Th } from '../ui/table'
import { PrintButton } from './print-button'
import { RecordRows } from './record-rows'
import { UnitFilter } from './unit-filter'

/** The acknowledgement record, for paper: who got which version, read it, signed it and how they answered. */
export async function NoticeRecordPage({ number, params }: { number: string; params: SearchParams }) {
  const unit = textParam(params.unit)
  const unitId = unit && isId(unit) ? unit : undefined
  const { actor, notice, versions, rows, unitName } = await query(async (tx, actor) => {
    if (!overseesNotices(actor) || actor.portal === 'me') notFound()
    const notice = await getNotice(tx, actor, number)
    if (notice.state === 'draft' || notice.state === 'scheduled') notFound()
    const named = unitId
      ? await nameAudience(tx, { unitIds: [unitId], positionIds: [], tagIds: [] })
      : undefined
    return {
      actor,
      notice,
      versions: await listVersions(tx, notice.id),
      rows: await listRecord(tx, actor, notice.id, { unitId }),
      unitName: named?.units[0]?.name,
    }
  })
  const t = await getTranslations('notices')
  const record = await getTranslations('notices.record')
  const portals = await getTranslations('account.portals')
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  const stamp = (at: string | null) => (at ? when.stamp(new Date(at)) : '—')
  const asked = rows.filter(row => row.version === notice.askedVersion)
  const columns = ['number', 'unit', 'version', 'deliveredAt', 'readAt', 'signedAt', 'answer'] as const
  const labels = Object.fromEntries(columns.map(column => [column, record(column)])) as Record<
    (typeof columns)[number],
    string
  >
  return (
    <>
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title'), href: `${base}/notices` },
          { label: notice.number, href: `${base}/notices/${notice.number}` },
          { label: record('title') },
        ]}
      />
      <PageHeader
        title={record('title')}
        detail={`${record('detail', { title: notice.title, number: notice.number })} · ${record('made', { name: actor.name, time: when.stamp(actor.now) })}`}
        actions={<PrintButton label={record('print')} />}
      />
      <div className="grid gap-(--gap)">
        <Card>
          <div className="grid gap-2">
            {notice.isMustRead && (
              <p className="font-semibold">
                {record('summary', {
                  readers: asked.length,
                  signed: asked.filter(row => row.signedAt).length,
                })}
              </p>
            )}
            {unitName && <p>{unitName}</p>}
            {notice.question && <p>{record('question', { question: notice.question })}</p>}
            <ol>
              {versions.map(version => (
                <li key={version.version} className="num text-ink-2 text-sm">
                  {t('version', { n: version.version })} · {when.stamp(new Date(version.at))} · {version.by}
                  {version.changeNote && ` · ${version.changeNote}`}
                </li>
              ))}
            </ol>
            {actor.portal === 'hq' && actor.role !== 'executive' && (
              <div data-print="hide">
                <UnitFilter
                  url={`${base}/search/units`}
                  chosen={unitId && unitName ? { id: unitId, label: unitName } : undefined}
                  texts={{ label: t('reach.filterUnit'), placeholder: t('form.unitsPlaceholder') }}
                />
              </div>
            )}
          </div>
        </Card>
        {rows.length > mostRecorded && <p className="text-warn-ink">{record('cut', { n: mostRecorded })}</p>}
        <Card flush>
          {rows.length === 0 ? (
            <EmptyState title={record('empty')} />
          ) : (
            <Table caption={record('title')} stickyHead={false}>
              <thead>
                <tr>
                  <Th>{record('person')}</Th>
                  {columns.map(column => (
                    <Th key={column}>{labels[column]}</Th>
                  ))}
                </tr>
              </thead>
              <RecordRows
                labels={labels}
                lines={rows.slice(0, mostRecorded).map(row => ({
                  id: row.id,
                  name: row.name,
                  number: row.number ?? '—',
                  unit: row.unitName || '—',
                  version: t('version', { n: row.signedVersion ?? row.version }),
                  deliveredAt: stamp(row.deliveredAt),
                  readAt: stamp(row.readAt),
                  signedAt: stamp(row.signedAt),
                  answer: row.answer ? record('attempts', { answer: row.answer, n: row.attempts }) : '—',
                }))}
              />
            </Table>
          )}
        </Card>
      </div>
    </>
  )
}
