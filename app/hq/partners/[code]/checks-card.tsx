import { Card } from '@/components/ui/card'
import { directionChecks, type LawLimit } from '@/lib/partners/rules'
import { useFormatter, useTranslations } from '@/lib/translations'

/** What to look at when the store directs the work. A list to go through with counsel; the system draws no conclusion. */
export function ChecksCard({ limits }: { limits: LawLimit[] }) {
  const t = useTranslations('organisation.checks')
  const format = useFormatter()
  const limit = (name: string) => limits.find(one => one.name === `labour_dispatch.${name}`)
  const max = limit('share_max')
  const values = {
    months: limit('temporary_months')?.value ?? '—',
    years: Math.floor((limit('contract_months')?.value ?? 0) / 12),
    max: format.number((max?.value ?? 0) / 10_000, { style: 'percent', maximumFractionDigits: 2 }),
    source: max?.source ?? '—',
  }
  return (
    <Card title={t('title')}>
      <p className="mb-2 text-ink-2 text-sm">{t('detail')}</p>
      <dl className="grid gap-2">
        {directionChecks.map(check => (
          <div key={check}>
            <dt className="font-medium">{t(check)}</dt>
            <dd className="text-ink-2 text-sm">{t(`${check}Detail`, values)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
