import { Badge } from '@/components/ui/badge'
import type { SearchParams } from '@/components/ui/search-params'
import { RowLink, Table, Td, Th } from '@/components/ui/table'
import type { AccountRow } from '@/lib/access/queries'
import { titleOf } from '@/lib/account/rules'
import { useTranslations } from '@/lib/translations'

export function AccountsTable({ rows, params }: { rows: AccountRow[]; params: SearchParams }) {
  const t = useTranslations('organisation.access')
  const roles = useTranslations('account.roles')
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          <Th sort={{ column: 'name', params }}>{t('columns.name')}</Th>
          <Th sort={{ column: 'login', params }}>{t('columns.login')}</Th>
          <Th>{t('columns.roles')}</Th>
          <Th>{t('columns.state')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id}>
            <Td>
              <RowLink href={`/hq/access/${row.login}`}>{row.name}</RowLink>
            </Td>
            <Td label={t('columns.login')}>{row.login}</Td>
            <Td label={t('columns.roles')}>
              {row.grants.length === 0 ? (
                <span className="text-ink-3">{t('noRoles')}</span>
              ) : (
                <span className="flex flex-wrap gap-1">
                  {row.grants.map(grant => (
                    <Badge
                      key={`${grant.role} ${grant.unit}`}
                      tone={grant.role === 'manager' ? 'store' : 'hq'}
                    >
                      {t('roleAt', { role: roles(titleOf(grant.role, grant.unitKind)), unit: grant.unit })}
                    </Badge>
                  ))}
                </span>
              )}
            </Td>
            <Td label={t('columns.state')}>
              <StateBadge isDisabled={row.disabledAt !== null} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

export function StateBadge({ isDisabled }: { isDisabled: boolean }) {
  const t = useTranslations('organisation.access.states')
  return isDisabled ? (
    <Badge icon="ban">{t('disabled')}</Badge>
  ) : (
    <Badge tone="ok" icon="circle-check">
      {t('active')}
    </Badge>
  )
}
