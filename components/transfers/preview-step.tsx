import { getLocale } from 'next-intl/server'
import { noticeVersion } from '@/lib/consents/rules'
import type { Preview } from '@/lib/impact/queries'
import { getFormatter, getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'
import { Card } from '../ui/card'
import { Timeline } from '../ui/timeline'
import { Consent } from './consent'
import { Impact } from './impact'
import { SubmitTransfer } from './submit-transfer'
import type { FormPage } from './transfer-form'

/** The second step: what would happen, who decides, and the words and the consent that go with it. */
export async function PreviewStep({
  actor,
  base,
  draft,
  offer,
  preview,
  revised,
  again,
}: FormPage & { preview: Preview }) {
  const t = await getTranslations('transfers.form')
  const consent = await getTranslations('transfers.consent')
  const { plan, change } = preview
  const person = offer?.person
  const isOwn = person?.userId === actor.userId
  const query = new URLSearchParams(
    Object.entries({
      ...draft,
      step: undefined,
      ...(actor.portal !== 'me' && !revised && { person: person?.number }),
    })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  )
  return (
    <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,1fr)_24.5rem]">
      <div className="grid min-w-0 gap-(--gap)">
        <Impact
          change={change}
          sharing={preview.sharing}
          agreement={preview.agreement}
          store={preview.store}
          rosters={preview.rosters}
          isOwn={isOwn}
          courses={preview.courses}
          finish={preview.finish}
          partner={change.partnerName ?? change.toUnit}
        />
        <Card title={t('stepPreview')}>
          <SubmitTransfer
            revises={revised?.number}
            fields={{
              ...(revised ? { number: revised.number } : { employee: person?.number ?? '', kind: plan.kind }),
              ...(plan.kind !== 'return' && plan.kind !== 'extend' && { toUnitId: plan.to.id }),
              ...(plan.kind !== 'extend' && {
                effectiveOn: plan.effectiveOn,
                toPositionId: plan.toPositionId,
              }),
              ...(plan.endsOn && { endsOn: plan.endsOn }),
            }}
            asksLate={plan.kind !== 'extend' && plan.effectiveOn < actor.today}
            reason={revised?.reason ?? again?.reason}
            backDatedReason={revised?.backDatedReason ?? undefined}
            requests={`${base}/requests`}
            back={`?${query}`}
            texts={{
              reason: t('reason'),
              reasonHint: t('reasonHint'),
              reasonPlaceholder: t('reasonPlaceholder'),
              backDatedReason: t('backDatedReason'),
              submit: t(revised ? 'resubmit' : 'submit'),
              back: t('back'),
            }}
          >
            {preview.needsConsent && (
              <fieldset className="rounded-md border border-hq px-4 py-3">
                {/* floated, a legend of two lines stays inside the frame */}
                <legend className="float-left mb-2 w-full font-semibold">
                  {consent('title', { partner: plan.to.partnerName ?? plan.to.name })}
                </legend>
                <div className="clear-both">
                  <Consent place={plan.to} version={noticeVersion} />
                </div>
              </fieldset>
            )}
            {preview.asksConsent && !preview.needsConsent && (
              <p className="text-ink-2 text-sm">{t('consentLater', { name: person?.name ?? '' })}</p>
            )}
          </SubmitTransfer>
        </Card>
      </div>
      <Deciders preview={preview} now={actor.now} isEnglish={(await getLocale()) === 'en'} />
    </div>
  )
}

async function Deciders({ preview, now, isEnglish }: { preview: Preview; now: Date; isEnglish: boolean }) {
  const t = await getTranslations('transfers.form')
  const format = await getFormatter()
  const when = await getWhen(now)
  const last = preview.stages.at(-1)?.expected
  const samples = Math.min(...preview.stages.map(stage => stage.expected?.n ?? 0))
  const time = last && when.span(last.at.getTime() - now.getTime())
  return (
    <Card
      title={t('stages')}
      footer={time && (samples > 0 ? t('total', { time, n: samples }) : t('totalLimits', { time }))}
    >
      <Timeline
        label={t('stages')}
        nodes={preview.stages.map(stage => ({
          id: String(stage.position),
          state: 'future' as const,
          title: isEnglish ? stage.nameEn : stage.name,
          ...(stage.people.length > 0
            ? { person: { name: format.list(stage.people.slice(0, 3), { style: 'narrow' }) } }
            : { comment: t('nobody') }),
          ...(stage.expected && { expected: when.day(stage.expected.at) }),
        }))}
      />
    </Card>
  )
}
