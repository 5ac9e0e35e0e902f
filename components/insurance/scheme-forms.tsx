import { insuranceItems, residences } from '@/db/schema/insurance'
import { yuan } from '@/lib/pay/rules'
import { addScheme, setMinimumWage, setRate } from '@/lib/schemes/actions'
import type { MinimumWage, RateRow, Scheme } from '@/lib/schemes/queries'
import { useTranslations } from '@/lib/translations'
import { type RecordField, RecordForm } from '../people/record-form'
import { Card } from '../ui/card'
import { Dialog } from '../ui/dialog'
import { Icon } from '../ui/icon'

export function AddScheme() {
  const t = useTranslations('schemes')
  return (
    <Dialog
      trigger={t('add')}
      variant="primary"
      icon={<Icon name="plus" />}
      title={t('addTitle')}
      detail={t('addDetail')}
    >
      <RecordForm
        action={addScheme}
        submit={t('save')}
        optional={t('optional')}
        fields={[
          { name: 'city', label: t('fields.city'), kind: 'text', required: true },
          {
            name: 'residence',
            label: t('fields.residence'),
            kind: 'choice',
            required: true,
            value: 'any',
            options: residences.map(value => ({ value, label: t(`residence.${value}`) })),
          },
        ]}
      />
    </Dialog>
  )
}

/** Yuan as the form takes them. */
const typed = (fen: number | null | undefined): string => (fen ? yuan(fen).replaceAll(',', '') : '')

/** @param rate what is in force, from which a new standard begins */
export function SetRate({ scheme, rate }: { scheme: Scheme; rate?: RateRow }) {
  const t = useTranslations('schemes')
  const name = t('name', { city: scheme.city, residence: t(`residence.${scheme.residence}`) })
  const share = (field: 'companyRate' | 'personRate'): RecordField => ({
    name: field,
    label: t(`fields.${field}`),
    kind: 'text',
    required: true,
    value: rate ? String(rate[field] / 100) : '',
  })
  const amount = (field: 'companyFixed' | 'personFixed' | 'floor' | 'ceiling'): RecordField => ({
    name: field,
    label: t(`fields.${field}`),
    kind: 'text',
    value: typed(rate?.[field]),
  })
  return (
    <Dialog
      trigger={t(rate ? 'rates.change' : 'rates.set')}
      {...(rate ? { variant: 'ghost', size: 'small' } : { variant: 'primary', icon: <Icon name="plus" /> })}
      title={t('rates.setTitle', { scheme: name })}
      detail={t('rates.detail')}
    >
      <RecordForm
        action={setRate}
        fixed={{ schemeId: scheme.id, ...(rate && { item: rate.item }) }}
        submit={t('save')}
        optional={t('optional')}
        fields={[
          ...(rate
            ? []
            : [
                {
                  name: 'item',
                  label: t('fields.item'),
                  kind: 'choice' as const,
                  required: true,
                  options: insuranceItems.map(value => ({ value, label: t(`item.${value}`) })),
                },
              ]),
          {
            name: 'from',
            label: t('fields.from'),
            kind: 'month',
            required: true,
            hint: t('fields.fromHint'),
          },
          share('companyRate'),
          share('personRate'),
          amount('companyFixed'),
          amount('personFixed'),
          amount('floor'),
          amount('ceiling'),
          {
            name: 'roundTo',
            label: t('fields.roundTo'),
            kind: 'choice',
            required: true,
            value: String(rate?.roundTo ?? 1),
            options: (['1', '10', '100'] as const).map(value => ({
              value,
              label: t(`rates.round.${value}`),
            })),
          },
          {
            name: 'source',
            label: t('fields.source'),
            kind: 'text',
            required: true,
            hint: t('fields.sourceHint'),
          },
          { name: 'reason', label: t('fields.reason'), kind: 'text', hint: t('fields.reasonHint') },
        ]}
      />
    </Dialog>
  )
}

/** By city, what holds first; earlier ones stay below it. */
export function MinimumWages({ wages }: { wages: MinimumWage[] }) {
  const t = useTranslations('schemes')
  return (
    <Card title={t('wages.title')} actions={<SetMinimumWage />} flush>
      <p className="px-(--pad) pt-3 text-ink-2 text-sm">{t('wages.detail')}</p>
      {wages.length === 0 && <p className="p-(--pad) text-ink-2">{t('wages.empty')}</p>}
      <ul aria-label={t('wages.caption')} className="divide-y divide-line">
        {wages.map(wage => (
          <li key={`${wage.city} ${wage.startsOn} ${wage.version}`} className="grid gap-0.5 px-(--pad) py-2">
            <span className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-semibold">{wage.city}</span>
              <span className="num">{t('wages.monthly', { amount: yuan(wage.monthly) })}</span>
              <span className="num ms-auto text-ink-2 text-sm">{wage.startsOn}</span>
            </span>
            <span className="text-ink-2 text-sm">
              {[
                wage.source,
                t('history.by', { name: wage.enteredByName }),
                ...(wage.reason ? [t('history.corrected', { reason: wage.reason })] : []),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function SetMinimumWage() {
  const t = useTranslations('schemes')
  return (
    <Dialog trigger={t('wages.set')} size="small" icon={<Icon name="plus" />} title={t('wages.setTitle')}>
      <RecordForm
        action={setMinimumWage}
        submit={t('save')}
        optional={t('optional')}
        fields={[
          { name: 'city', label: t('fields.city'), kind: 'text', required: true },
          { name: 'startsOn', label: t('fields.startsOn'), kind: 'date', required: true },
          { name: 'monthly', label: t('fields.monthly'), kind: 'text', required: true },
          {
            name: 'source',
            label: t('fields.source'),
            kind: 'text',
            required: true,
            hint: t('fields.sourceHint'),
          },
          { name: 'reason', label: t('fields.reason'), kind: 'text', hint: t('fields.reasonHint') },
        ]}
      />
    </Dialog>
  )
}
