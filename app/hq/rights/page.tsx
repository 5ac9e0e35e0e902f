import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Live } from '@/components/live/live'
import { getWhen } from '@/components/requests/when'
import { RightsBadge } from '@/components/rights/rights-state'
import { Badge } from '@/components/ui/badge'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { RowLink, Table, Td, Th } from '@/components/ui/table'
import { listRights } from '@/lib/rights/queries'
import { mayAnswerRights } from '@/lib/rights/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { RightsFrame } from './frame'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rights'))('title') }
}

/** 个人信息请求: what people ask HR to put right or erase, what has to be answered first. */
export default async function RightsPage() {
  const { actor, rows } = await query(async (tx, actor) =>
    mayAnswerRights(actor.role) ? { actor, rows: await listRights(tx) } : notFound(),
  )
  const t = await getTranslations('rights')
  const when = await getWhen(actor.now)
  return (
    <InboxKeys>
      <Live topics={['notification']} />
      <RightsFrame
        current="requests"
        detail={t('detail')}
        empty={{ icon: 'shield-check', title: t('list.empty'), detail: t('list.emptyDetail') }}
      >
        {rows.length > 0 && (
          <Table caption={t('list.caption')}>
            <thead>
              <tr>
                <Th>{t('list.number')}</Th>
                <Th>{t('list.who')}</Th>
                <Th>{t('list.kind')}</Th>
                <Th>{t('list.due')}</Th>
                <Th>{t('list.state')}</Th>
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row.number}>
                  <Td className="num whitespace-nowrap">
                    <RowLink href={`/hq/rights/${row.number}`}>{row.number}</RowLink>
                  </Td>
                  <Td label={t('list.who')}>
                    {row.employeeName} <span className="num text-ink-3 text-sm">{row.employeeNumber}</span>
                  </Td>
                  <Td label={t('list.kind')}>{t(`kinds.${row.kind}`)}</Td>
                  <Td label={t('list.due')} className="num whitespace-nowrap">
                    {row.dueOn}
                    {row.status === 'open' && row.dueOn < actor.today && (
                      <span className="ms-2">
                        <Badge tone="bad" icon="alert-triangle">
                          {t('list.late')}
                        </Badge>
                      </span>
                    )}
                  </Td>
                  <Td label={t('list.state')}>
                    <RightsBadge status={row.status} />
                    {row.closedAt && (
                      <span className="num ms-2 text-ink-3 text-sm">{when.day(new Date(row.closedAt))}</span>
                    )}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </RightsFrame>
    </InboxKeys>
  )
}
