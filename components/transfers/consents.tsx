import { consentAgain, withdrawConsent } from '@/lib/consents/actions'
import type { ConsentRow } from '@/lib/consents/queries'
import { getFormatter, getTranslations } from '@/lib/translations'
import type { When } from '../requests/when'
import { Badge } from '../ui/badge'
import { Card } from '../ui/card'
import { ConfirmForm } from '../ui/confirm-form'
import { DescList } from '../ui/desc-list'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { Scope } from './consent'

/** 我的授权: to which store, which data, since when, and the way to take it back, as easy as giving it. */
export async function Consents({
  consents,
  when,
  base,
}: {
  consents: ConsentRow[]
  when: When
  base: string
}) {
  const t = await getTranslations('transfers.consents')
  const effects = await getTranslations('transfers.effects')
  const format = await getFormatter()
  const consent = await getTranslations('transfers.consent')
  if (consents.length === 0) {
    return (
      <Card>
        <EmptyState icon={<Icon name="shield-check" />} title={t('empty')} detail={t('emptyDetail')} />
      </Card>
    )
  }
  const scopeOf = (row: ConsentRow) =>
    format.list(
      [
        effects('visibleBase'),
        row.includesPerformance && effects('visiblePerformance'),
        row.includesTraining && effects('visibleTraining'),
      ].filter(one => one !== false),
      { style: 'narrow' },
    )
  return (
    <ul className="grid gap-(--gap)">
      {consents.map(row => (
        <li key={row.id}>
          <Card
            title={row.store}
            actions={
              <Badge tone={row.withdrawnAt ? 'mute' : 'ok'}>
                {t(row.withdrawnAt ? 'ended' : 'standing')}
              </Badge>
            }
          >
            <DescList
              columns={1}
              items={[
                { label: consent('receiver'), value: row.partner ?? row.store },
                { label: consent('contact'), value: row.contact ?? consent('contactHq') },
                { label: t('scope'), value: scopeOf(row) },
              ]}
            />
            <div className="mt-3 flex flex-wrap items-center justify-between gap-2">
              <p className="num text-ink-2 text-sm">
                <a href={`${base}/requests/${row.requestNumber}`} className="underline">
                  {t('given', { date: when.day(new Date(row.givenAt)), number: row.requestNumber })}
                </a>
                {row.withdrawnAt && ` · ${t('withdrawn', { date: when.day(new Date(row.withdrawnAt)) })}`}
              </p>
              {row.mayGiveAgain && (
                <ConfirmForm
                  action={consentAgain}
                  fields={{ consent: row.id }}
                  trigger={t('again')}
                  title={t('againTitle', { store: row.store })}
                  detail={t('againDetail', { store: row.store, scope: effects('visibleBase') })}
                  submit={t('again')}
                >
                  <fieldset className="grid gap-2">
                    <legend className="sr-only">{t('scope')}</legend>
                    <Scope
                      name="consentPerformance"
                      label={consent('performance')}
                      detail={consent('performanceDetail')}
                    />
                    <Scope
                      name="consentTraining"
                      label={consent('training')}
                      detail={consent('trainingDetail')}
                    />
                  </fieldset>
                </ConfirmForm>
              )}
              {!row.withdrawnAt && (
                <ConfirmForm
                  action={withdrawConsent}
                  fields={{ consent: row.id }}
                  trigger={t('withdraw')}
                  title={t('withdrawTitle', { store: row.store })}
                  detail={t('withdrawDetail', { store: row.store })}
                  submit={t('withdraw')}
                />
              )}
            </div>
          </Card>
        </li>
      ))}
    </ul>
  )
}
