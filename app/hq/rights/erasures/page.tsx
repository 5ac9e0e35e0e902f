import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getWhen, type When } from '@/components/requests/when'
import { ActionButton } from '@/components/ui/action-button'
import { Badge } from '@/components/ui/badge'
import { ConfirmForm } from '@/components/ui/confirm-form'
import { Table, Td, Th } from '@/components/ui/table'
import { lastDayOf } from '@/lib/contracts/rules'
import { confirmErasure, dropErasure, proposeErasure } from '@/lib/rights/actions'
import { type ErasureRow, listErasures } from '@/lib/rights/queries'
import { mayAnswerRights } from '@/lib/rights/rules'
import { query } from '@/lib/session'
import { getTranslations, useTranslations } from '@/lib/translations'
import { RightsFrame } from '../frame'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rights.erasures'))('title') }
}

/** 到期抹除: whose retention is over, and the word of two on destroying their key. */
export default async function ErasuresPage() {
  const { actor, rows } = await query(async (tx, actor) =>
    mayAnswerRights(actor.role) ? { actor, rows: await listErasures(tx) } : notFound(),
  )
  const t = await getTranslations('rights')
  const when = await getWhen(actor.now)
  return (
    <RightsFrame
      current="erasures"
      detail={t('erasures.detail')}
      empty={{ icon: 'shield-check', title: t('erasures.empty'), detail: t('erasures.emptyDetail') }}
    >
      {rows.length > 0 && (
        <Table caption={t('erasures.caption')}>
          <thead>
            <tr>
              <Th>{t('erasures.number')}</Th>
              <Th>{t('erasures.who')}</Th>
              <Th>{t('erasures.left')}</Th>
              <Th>{t('erasures.due')}</Th>
              <Th>{t('erasures.state')}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.id}>
                <Td className="num whitespace-nowrap">{row.number}</Td>
                <Td label={t('erasures.who')}>
                  <a className="hover:underline" href={`/hq/people/${row.employeeNumber}`}>
                    {row.employeeName}
                  </a>{' '}
                  <span className="num text-ink-3 text-sm">{row.employeeNumber}</span>
                </Td>
                <Td label={t('erasures.left')} className="num">
                  {row.leftOn && lastDayOf(row.leftOn)}
                </Td>
                <Td label={t('erasures.due')} className="num">
                  {row.dueOn}
                </Td>
                <Td label={t('erasures.state')}>
                  <State row={row} userId={actor.userId} when={when} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </RightsFrame>
  )
}

function State({ row, userId, when }: { row: ErasureRow; userId: string; when: When }) {
  const t = useTranslations('rights.erasures')
  const fields = { erasureId: row.id }
  if (row.confirmedAt)
    return (
      <span className="num text-ink-2 text-sm">
        {t('done', { name: row.confirmedByName ?? '', date: when.day(new Date(row.confirmedAt)) })}
      </span>
    )
  if (row.isHeld)
    return (
      <Badge tone="warn" icon="lock">
        {t('held')}
      </Badge>
    )
  if (!row.proposedAt)
    return (
      <ActionButton action={proposeErasure} fields={fields} size="small">
        {t('propose')}
      </ActionButton>
    )
  return (
    <div className="flex flex-wrap items-center gap-2">
      <span className="text-ink-2 text-sm">{t('proposed', { name: row.proposedByName ?? '' })}</span>
      {row.proposedById !== userId && (
        <ConfirmForm
          action={confirmErasure}
          fields={fields}
          variant="danger"
          size="small"
          trigger={t('confirm')}
          title={t('confirmTitle', { name: row.employeeName })}
          detail={t('confirmDetail')}
          submit={t('confirm')}
        />
      )}
      <ActionButton action={dropErasure} fields={fields} size="small" variant="ghost">
        {t('drop')}
      </ActionButton>
    </div>
  )
}
