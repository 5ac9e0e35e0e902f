import type { Place } from '@/lib/plans/queries'
import { getTranslations } from '@/lib/translations'
import { Checkbox } from '../ui/choice'
import { DescList } from '../ui/desc-list'

/**
 * 单独同意 (PIPL art. 23): who receives what, for what, how to take it back, and what happens otherwise. The base is needed
 * to go on; the other two are free and not ticked for anybody.
 */
export async function Consent({ place, version }: { place: Place; version: string }) {
  const t = await getTranslations('transfers.consent')
  const effects = await getTranslations('transfers.effects')
  const facts = [
    [
      'receiver',
      place.partnerName ? t('receiverText', { partner: place.partnerName, store: place.name }) : place.name,
    ],
    ['contact', place.partnerContact ?? t('contactHq')],
    ['purpose', t('purposeText')],
    ['method', t('methodText')],
    ['period', t('periodText')],
    ['withdraw', t('withdrawText')],
    ['otherwise', t('otherwiseText')],
  ] as const
  return (
    <div className="grid gap-4">
      <p>{t('lead')}</p>
      <div className="rounded-sm bg-surface-2 px-3 py-3 text-sm touch:text-base">
        <DescList columns={1} items={facts.map(([name, value]) => ({ label: t(name), value }))} />
      </div>
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-semibold">{t('scope')}</legend>
        <Scope
          name="consentBase"
          label={t('base')}
          detail={t('baseDetail', { what: effects('visibleBase') })}
        />
        <Scope name="consentPerformance" label={t('performance')} detail={t('performanceDetail')} />
        <Scope name="consentTraining" label={t('training')} detail={t('trainingDetail')} />
      </fieldset>
      <p className="text-ink-3 text-sm">{t('notice', { version })}</p>
    </div>
  )
}

/** One thing to say yes to, not ticked for anybody. */
export function Scope({ name, label, detail }: { name: string; label: string; detail: string }) {
  return (
    <div className="rounded-sm border border-line px-3 py-2 has-checked:border-hq has-checked:bg-hq-soft">
      <Checkbox
        name={name}
        value="yes"
        label={
          <>
            <span className="block font-medium">{label}</span>
            <span className="block text-ink-2 text-sm">{detail}</span>
          </>
        }
      />
    </div>
  )
}
