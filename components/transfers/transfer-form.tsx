import { messageOfFailure } from '@/lib/action'
import type { Actor } from '@/lib/actor'
import { Failure } from '@/lib/failure'
import type { Preview } from '@/lib/impact/queries'
import type { Draft } from '@/lib/plans/input'
import type { FormOffer } from '@/lib/plans/queries'
import { type Missing, stayPresets } from '@/lib/plans/rules'
import type { TransferKind } from '@/lib/transfers/rules'
import { getTranslations } from '@/lib/translations'
import { Person } from '../ui/avatar'
import { Banner } from '../ui/banner'
import { Breadcrumb } from '../ui/breadcrumb'
import { Button, LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { ChoiceGroup } from '../ui/choice'
import { type Control, Field } from '../ui/field'
import { DateField } from '../ui/input'
import { PageHeader } from '../ui/page-header'
import { Picker } from '../ui/picker'
import { Stepper } from '../ui/stepper'
import type { Again, Revised } from './form-page'
import { PersonPick } from './person-pick'
import { PreviewStep } from './preview-step'
import { StartOver } from './start-over'

export type FormPage = {
  actor: Actor
  base: string
  title: string
  draft: Draft
  offer?: FormOffer
  isUnknown?: boolean
  preview?: Preview | undefined
  /** Every field that is still needed, at once. */
  missing?: Missing
  obstacle?: Failure | undefined
  revised?: Revised | undefined
  again?: Again | undefined
}

export async function TransferForm(page: FormPage) {
  const t = await getTranslations('transfers.form')
  const lists = await getTranslations('transfers.list')
  const requests = await getTranslations('requests')
  const portals = await getTranslations('account.portals')
  const { actor, base, title, preview } = page
  const isHq = actor.portal === 'hq'
  return (
    <>
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          isHq
            ? { label: lists('title'), href: `${base}/transfers` }
            : { label: requests('title'), href: `${base}/requests` },
          { label: title },
        ]}
      />
      <PageHeader title={title} detail={t('detail')} />
      <div className="mb-4">
        <Stepper label={title} steps={[t('stepWhat'), t('stepPreview')]} current={preview ? 1 : 0} />
      </div>
      {preview ? <PreviewStep {...page} preview={preview} /> : <WhatStep {...page} />}
    </>
  )
}

/** The first step asks with plain fields; which of them apply follows from the kind, without a script. */
async function WhatStep(page: FormPage) {
  const t = await getTranslations('transfers.form')
  const { actor, base, offer, revised } = page
  const detail =
    offer?.now &&
    t('now', { unit: offer.now.unit, position: offer.now.position }) +
      (offer.now.endsOn && offer.now.goesTo
        ? t('nowThen', { date: offer.now.endsOn, unit: offer.now.goesTo })
        : offer.now.unitKind === 'store' && offer.now.endsOn
          ? t('nowUntil', { date: offer.now.endsOn })
          : '')
  return (
    <div className="grid max-w-3xl gap-(--gap)">
      <Obstacle {...page} />
      <StillMissing {...page} />
      {page.isUnknown && <Banner tone="warn">{t('noOne')}</Banner>}
      <Card>
        <div className="grid gap-5">
          {actor.portal === 'me' || revised ? (
            offer && (
              <div>
                <Person name={offer.person.name} detail={offer.person.number} />
                {detail && <p className="num mt-1 text-ink-2 text-sm">{detail}</p>}
              </div>
            )
          ) : (
            <PersonPick
              url={`${base}/search/people`}
              kind={page.draft.kind}
              chosen={offer && { id: offer.person.id, label: offer.person.name, detail: offer.person.number }}
              texts={{
                label: t('person'),
                hint: detail || t('personHint'),
                placeholder: t('personPlaceholder'),
              }}
            />
          )}
          {offer ? <WhatFields {...page} offer={offer} /> : <p className="text-ink-2">{t('pick')}</p>}
        </div>
      </Card>
      {revised && offer?.kinds.some(kind => kind !== revised.draft.kind) && (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-ink-2">
          <p className="min-w-0 grow basis-64">{t('otherKind')}</p>
          <StartOver
            number={revised.number}
            next={`${base}/transfers/new?${new URLSearchParams({ ...(actor.portal !== 'me' && { person: revised.person.number }), again: revised.number })}`}
            texts={{
              trigger: t('startOver'),
              detail: t('startOverDetail', { number: revised.number }),
              submit: t('startOverSubmit'),
            }}
          />
        </div>
      )}
    </div>
  )
}

async function WhatFields({
  actor,
  base,
  draft,
  offer,
  missing = {},
  obstacle,
  revised,
}: FormPage & { offer: FormOffer }) {
  const t = await getTranslations('transfers.form')
  const kinds = await getTranslations('requests.kinds')
  const errors: Record<string, string> = {}
  for (const [field, code] of Object.entries(missing))
    errors[field] = await messageOfFailure(new Failure(code))
  if (obstacle?.field) errors[obstacle.field] = await messageOfFailure(obstacle)
  const errorOf = (field: string) => errors[field]
  const offered: TransferKind[] = revised?.draft.kind ? [revised.draft.kind] : offer.kinds
  const kind = draft.kind && offered.includes(draft.kind) ? draft.kind : offered[0]
  if (!kind) return <Banner tone="warn">{t('noOne')}</Banner>
  const swapped = draft.kind !== kind && !obstacle ? draft.kind : undefined
  return (
    <form method="get" className="group/form grid gap-5">
      {swapped && (
        <Banner>
          {t('kindChanged', {
            name: offer.person.name,
            unit: offer.now?.unit ?? '',
            asked: kinds(swapped),
            kind: kinds(kind),
          })}
        </Banner>
      )}
      {actor.portal !== 'me' && !revised && <input type="hidden" name="person" value={offer.person.number} />}
      {draft.again && <input type="hidden" name="again" value={draft.again} />}
      {revised && draft.wasFrom && draft.wasTo && (
        <>
          <input type="hidden" name="wasFrom" value={draft.wasFrom} />
          <input type="hidden" name="wasTo" value={draft.wasTo} />
        </>
      )}
      <ChoiceGroup
        legend={t('kind')}
        name="kind"
        columns={offered.length === 1 ? 1 : 3}
        defaultValue={kind}
        choices={offered.map(value => ({ value, label: kinds(value), detail: t(`kindDetail.${value}`) }))}
        error={errorOf('kind')}
      />
      <div className="grid gap-5 sm:grid-cols-2 group-has-[[value=extend]:checked]/form:hidden group-has-[[value=return]:checked]/form:hidden">
        <Field label={t('store')} name="toUnitId" error={errorOf('toUnitId')} required>
          {control =>
            offer.stores ? (
              <select {...control} required={false} defaultValue={draft.toUnitId ?? ''} className="control">
                <option value="">{t('storeChoose')}</option>
                {grouped(offer.stores, store => store.city).map(([city, stores]) => (
                  <optgroup key={city} label={city}>
                    {stores.map(store => (
                      <option key={store.id} value={store.id}>
                        {store.name}
                      </option>
                    ))}
                  </optgroup>
                ))}
              </select>
            ) : (
              <Picker
                control={{ ...control, required: undefined }}
                url={`${base}/search/units?kind=store`}
                defaultValue={offer.chosenStore}
                placeholder={t('storeSearch')}
              />
            )
          }
        </Field>
        <Field label={t('position')} name="toPositionId">
          {control => (
            <PositionSelect
              control={control}
              positions={offer.positions}
              chosen={draft.toPositionId}
              otherwise={t('positionSame', { position: offer.now?.position ?? '' })}
            />
          )}
        </Field>
      </div>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Field
          label={t('effectiveOn')}
          name="effectiveOn"
          hint={t(actor.role === 'hr' ? 'effectiveHintHr' : 'effectiveHint')}
          error={errorOf('effectiveOn')}
          required
          className="group-has-[[value=extend]:checked]/form:hidden"
        >
          {control => (
            <DateField
              {...control}
              required={false}
              defaultValue={draft.effectiveOn}
              min={actor.role === 'hr' ? undefined : actor.today}
              max={lastDay}
            />
          )}
        </Field>
        <Field
          label={t('homePosition')}
          name="homePositionId"
          hint={t('homePositionHint')}
          className="hidden group-has-[[value=return]:checked]/form:grid"
        >
          {control => (
            <PositionSelect
              control={control}
              positions={offer.positions}
              chosen={draft.homePositionId}
              otherwise={t('positionHome', { position: offer.homePosition ?? '' })}
            />
          )}
        </Field>
        <div className="grid gap-3 group-has-[[value=return]:checked]/form:hidden">
          <ChoiceGroup
            legend={
              <>
                <span className="group-has-[[value=extend]:checked]/form:hidden">{t('length')}</span>
                <span className="hidden group-has-[[value=extend]:checked]/form:inline">
                  {t('lengthExtend')}
                </span>
              </>
            }
            name="months"
            columns={2}
            defaultValue={
              missing.endsOn || (draft.endsOn && !draft.months) ? 'custom' : String(draft.months ?? 6)
            }
            choices={[
              ...stayPresets.map(months => ({ value: String(months), label: t('months', { n: months }) })),
              { value: 'custom', label: t('custom') },
            ]}
          />
          <Field
            label={t('endsOn')}
            name="endsOn"
            hint={t(revised && draft.wasTo ? 'endsOnKept' : 'endsOnHint')}
            error={errorOf('endsOn')}
            className="not-group-has-[[value=custom]:checked]/form:hidden"
          >
            {control => (
              <DateField {...control} defaultValue={draft.endsOn} min={actor.today} max={lastDay} />
            )}
          </Field>
        </div>
      </div>
      <div>
        <Button type="submit" variant="primary" name="step" value="preview">
          {t('next')}
        </Button>
      </div>
    </form>
  )
}

/** With a last day of four digits browsers take no year of more. */
const lastDay = '9999-12-31'

function PositionSelect({
  control,
  positions,
  chosen,
  otherwise,
}: {
  control: Control
  positions: FormOffer['positions']
  chosen: string | undefined
  /** What choosing none means. */
  otherwise: string
}) {
  return (
    <select {...control} defaultValue={chosen ?? ''} className="control">
      <option value="">{otherwise}</option>
      {grouped(positions, position => position.family).map(([family, members]) => (
        <optgroup key={family} label={family}>
          {members.map(position => (
            <option key={position.id} value={position.id}>
              {position.name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}

/** How much is missing, above the fields that say it each for themselves. */
async function StillMissing({ missing = {} }: FormPage) {
  const t = await getTranslations('transfers.form')
  const n = Object.keys(missing).length
  return n > 0 && <Banner tone="bad" title={t('missing', { n })} />
}

/** What stands in the way, by name, with the way to it. */
async function Obstacle({ obstacle, base }: FormPage) {
  const t = await getTranslations('transfers.form')
  if (!obstacle) return null
  const number = obstacle.values.number
  return (
    <Banner
      tone="bad"
      title={t('obstacle')}
      actions={
        number && (
          <LinkButton size="small" href={`${base}/requests/${number}`}>
            {t('openObstacle', { number: String(number) })}
          </LinkButton>
        )
      }
    >
      {await messageOfFailure(obstacle)}
    </Banner>
  )
}

function grouped<T>(items: T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return [...groups]
}
