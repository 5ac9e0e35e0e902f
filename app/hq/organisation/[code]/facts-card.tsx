import { Card } from '@/components/ui/card'
import { DescList } from '@/components/ui/desc-list'
import { titleOf } from '@/lib/account/rules'
import { leadingRole } from '@/lib/organisation/rules'
import { useFormatter, useTranslations } from '@/lib/translations'
import type { UnitPageData } from './unit-page'

export function FactsCard({ page }: { page: UnitPageData }) {
  const t = useTranslations('organisation')
  const { unit, onDay } = page
  const parentCode = onDay ? onDay.parentCode : unit.parentCode
  return (
    <Card
      title={t('unit.facts')}
      actions={
        unit.kind === 'store' && (
          <a className="text-hq-ink hover:underline" href={`/hq/stores/${unit.code}`}>
            {t('unit.storePage')}
          </a>
        )
      }
    >
      <DescList
        items={[
          {
            label: t('fields.parent'),
            value: parentCode ? (
              <a className="text-hq-ink hover:underline" href={`/hq/organisation/${parentCode}`}>
                {onDay ? onDay.parentName : unit.parentName}
              </a>
            ) : (
              '—'
            ),
          },
          ...(unit.kind === 'headquarters'
            ? [
                { label: t('fields.legalName'), value: unit.legalName ?? t('unit.noLegalName') },
                { label: t('fields.creditCode'), value: unit.creditCode ?? '—' },
              ]
            : []),
          { label: t('unit.leads'), value: <Leads page={page} /> },
          { label: t('fields.openedOn'), value: <span className="num">{unit.openedOn}</span> },
          { label: t('fields.code'), value: unit.code },
          { label: t('fields.zone'), value: unit.zone },
          ...(unit.closedOn ? [{ label: t('fields.closedOn'), value: unit.closedOn }] : []),
        ]}
      />
    </Card>
  )
}

function Leads({ page: { leads, unit } }: { page: UnitPageData }) {
  const t = useTranslations('organisation.unit')
  const format = useFormatter()
  const roles = useTranslations('account.roles')
  const [first] = leads
  if (!first && unit.closedOn) return '—'
  if (!first) {
    return (
      <>
        {t('noLead')}
        <span className="block text-ink-3 text-sm">
          {t('noLeadDetail', { role: roles(titleOf(leadingRole(unit.kind), unit.kind)) })}
        </span>
      </>
    )
  }
  return (
    <>
      {format.list(
        leads.map(lead => lead.name),
        { style: 'narrow' },
      )}
      {first.unitId !== unit.id && (
        <span className="ms-2 text-ink-3 text-sm">{t('leadsAbove', { unit: first.unitName })}</span>
      )}
    </>
  )
}
