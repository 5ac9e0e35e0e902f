'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { publishDefinition } from '@/lib/definitions/actions'
import {
  approvers,
  type DraftStage,
  type Fault,
  type Finding,
  faultsOf,
  mostStages,
  type Subject,
  stageRoles,
  subjects,
} from '@/lib/definitions/rules'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { Input, Select } from '../ui/input'
import { Picker } from '../ui/picker'
import { useActionForm } from '../ui/use-action-form'

export type EditorStage = DraftStage & { key: string; namedUserName: string | null }
type Texts = Record<
  | 'name'
  | 'nameEn'
  | 'approver'
  | 'role'
  | 'roleChoose'
  | 'person'
  | 'personPlaceholder'
  | 'mode'
  | 'condition'
  | 'conditionHint'
  | 'minLevel'
  | 'minLevelHint'
  | 'limit'
  | 'up'
  | 'down'
  | 'remove'
  | 'add'
  | 'publish'
  | 'cannot'
  | `approvers.${(typeof approvers)[number]}`
  | `roles.${(typeof stageRoles)[number]}`
  | `modes.${'any' | 'all'}`
  | `kinds.${string}`
  | `holders.${string}`
  | `faults.${Fault}`
  | `stage.${number}`,
  string
>

/**
 * The stages of the next version as a list of cards, moved with buttons. What keeps it from being published is said at once; the fields at
 * fault are marked once somebody tried.
 */
export function Editor({
  subject,
  basedOn,
  initial,
  texts,
}: {
  subject: Subject
  basedOn: number
  initial: EditorStage[]
  texts: Texts
}) {
  const router = useRouter()
  const [stages, setStages] = useState(initial)
  const [added, setAdded] = useState(0)
  const [tried, setTried] = useState(0)
  const form = useActionForm(publishDefinition, {
    onDone: ({ version }) => router.push(`/hq/workflows/${subject}/${version}` as Route),
  })
  const findings = faultsOf(subject, stages)
  const textOf = ({ fault, stage }: Finding) => texts[`faults.${fault}`].replace('{stage}', String(stage))
  const { ref } = form.formProps
  useEffect(() => {
    if (tried > 0) ref.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [tried, ref])
  const change = (key: string, next: Partial<EditorStage>) =>
    setStages(all => all.map(stage => (stage.key === key ? { ...stage, ...next } : stage)))
  const move = (index: number, step: 1 | -1) =>
    setStages(all => {
      const moved = [...all]
      const [taken] = moved.splice(index, 1)
      if (taken) moved.splice(index + step, 0, taken)
      return moved
    })
  const add = () => {
    setAdded(added + 1)
    setStages(all => [...all, { ...blank, key: `new-${added}` }])
  }
  return (
    <form
      {...form.formProps}
      onSubmit={event => {
        if (findings.length === 0) return
        event.preventDefault()
        setTried(tried + 1)
      }}
      className="grid max-w-4xl gap-(--gap)"
    >
      <HiddenFields
        fields={{
          subject,
          basedOn: String(basedOn),
          stages: JSON.stringify(stages.map(({ key: _key, namedUserName: _name, ...stage }) => stage)),
        }}
      />
      <ol className="grid gap-(--gap)">
        {stages.map((stage, index) => (
          <li key={stage.key} className="card rounded-md border border-line bg-surface">
            <StageFields
              subject={subject}
              stage={stage}
              title={texts[`stage.${index + 1}`] ?? ''}
              texts={texts}
              errorOf={field => {
                const finding = findings.find(one => one.stage === index + 1 && one.fields.includes(field))
                return tried > 0 && finding ? textOf(finding) : undefined
              }}
              onChange={next => change(stage.key, next)}
              onUp={index > 0 ? () => move(index, -1) : undefined}
              onDown={index < stages.length - 1 ? () => move(index, 1) : undefined}
              onRemove={() => setStages(all => all.filter(one => one.key !== stage.key))}
            />
          </li>
        ))}
      </ol>
      {stages.length < mostStages && (
        <div>
          <Button onClick={add}>+ {texts.add}</Button>
        </div>
      )}
      <div role="status" className="text-warn-ink empty:hidden">
        {findings.length > 0 && (
          <>
            <p className="font-semibold">{texts.cannot}</p>
            <ul className="list-disc ps-5">
              {findings.map(finding => (
                <li key={`${finding.stage} ${finding.fault}`}>{textOf(finding)}</li>
              ))}
            </ul>
          </>
        )}
      </div>
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" variant="primary" pending={form.pending}>
          {texts.publish}
        </Button>
      </div>
    </form>
  )
}

const blank: Omit<EditorStage, 'key'> = {
  name: '',
  nameEn: '',
  approver: 'role_at_hq',
  role: 'hr',
  namedUserId: null,
  namedUserName: null,
  mode: 'any',
  condition: {},
  timeLimitHours: 48,
}

function StageFields({
  subject,
  stage,
  title,
  texts,
  errorOf,
  onChange,
  onUp,
  onDown,
  onRemove,
}: {
  subject: Subject
  stage: EditorStage
  title: string
  texts: Texts
  errorOf: (field: keyof DraftStage) => string | undefined
  onChange: (next: Partial<EditorStage>) => void
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
  onRemove: () => void
}) {
  const { condition } = stage
  const setKinds = (kind: string, isOn: boolean) => {
    const kinds = subjects[subject].filter(one => (one === kind ? isOn : condition.kinds?.includes(one)))
    const { kinds: _before, ...others } = condition
    onChange({ condition: kinds.length > 0 ? { ...others, kinds: [...kinds] } : others })
  }
  const setLevel = (text: string) => {
    const { minLevel: _before, ...others } = condition
    const level = Number.parseInt(text, 10)
    onChange({ condition: level >= 1 ? { ...others, minLevel: level } : others })
  }
  return (
    <fieldset>
      <legend className="sr-only">{title}</legend>
      <div className="flex flex-wrap items-center justify-between gap-2 border-line border-b px-(--pad) py-1.5">
        <span className="font-semibold" aria-hidden>
          {title}
        </span>
        <span className="flex gap-1">
          {onUp && (
            <Button size="small" variant="ghost" onClick={onUp} aria-label={`${texts.up} ${stage.name}`}>
              ↑ {texts.up}
            </Button>
          )}
          {onDown && (
            <Button size="small" variant="ghost" onClick={onDown} aria-label={`${texts.down} ${stage.name}`}>
              ↓ {texts.down}
            </Button>
          )}
          <Button
            size="small"
            variant="danger"
            onClick={onRemove}
            aria-label={`${texts.remove} ${stage.name}`}
          >
            {texts.remove}
          </Button>
        </span>
      </div>
      <div className="grid gap-4 p-(--pad) sm:grid-cols-2 lg:grid-cols-4">
        <Field label={texts.name} name="" error={errorOf('name')} required>
          {({ name: _, ...control }) => (
            <Input
              {...control}
              value={stage.name}
              maxLength={20}
              onChange={event => onChange({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label={texts.nameEn} name="" error={errorOf('nameEn')} required>
          {({ name: _, ...control }) => (
            <Input
              {...control}
              value={stage.nameEn}
              maxLength={40}
              onChange={event => onChange({ nameEn: event.target.value })}
            />
          )}
        </Field>
        <Field label={texts.approver} name="" error={errorOf('approver')}>
          {({ name: _, ...control }) => (
            <Select
              {...control}
              value={stage.approver}
              options={approvers.map(value => ({ value, label: texts[`approvers.${value}`] }))}
              onChange={event => onChange({ approver: event.target.value as DraftStage['approver'] })}
            />
          )}
        </Field>
        {stage.approver.startsWith('role_') && (
          <Field
            label={texts.role}
            name=""
            hint={errorOf('role') ? undefined : texts[`holders.${stage.approver}.${stage.role}`]}
            error={errorOf('role')}
            required
          >
            {({ name: _, ...control }) => (
              <Select
                {...control}
                value={stage.role ?? ''}
                empty={texts.roleChoose}
                options={stageRoles.map(value => ({ value, label: texts[`roles.${value}`] }))}
                onChange={event => onChange({ role: event.target.value || null })}
              />
            )}
          </Field>
        )}
        {stage.approver === 'named' && (
          <Field label={texts.person} name="" error={errorOf('namedUserId')} required>
            {control => (
              <Picker
                control={control}
                url="/hq/colleagues"
                placeholder={texts.personPlaceholder}
                defaultValue={
                  stage.namedUserId ? { id: stage.namedUserId, label: stage.namedUserName ?? '' } : undefined
                }
                onPick={picked =>
                  onChange({ namedUserId: picked?.id ?? null, namedUserName: picked?.label ?? null })
                }
              />
            )}
          </Field>
        )}
        {stage.approver !== 'applicant' && (
          <Field label={texts.mode} name="">
            {({ name: _, ...control }) => (
              <Select
                {...control}
                value={stage.mode}
                options={(['any', 'all'] as const).map(value => ({ value, label: texts[`modes.${value}`] }))}
                onChange={event => onChange({ mode: event.target.value as DraftStage['mode'] })}
              />
            )}
          </Field>
        )}
        <Field label={texts.limit} name="" error={errorOf('timeLimitHours')} required>
          {({ name: _, ...control }) => (
            <Input
              {...control}
              inputMode="numeric"
              value={Number.isNaN(stage.timeLimitHours) ? '' : stage.timeLimitHours}
              onChange={event => onChange({ timeLimitHours: Number.parseInt(event.target.value, 10) })}
            />
          )}
        </Field>
        <Field label={texts.minLevel} name="" hint={texts.minLevelHint}>
          {({ name: _, ...control }) => (
            <Input
              {...control}
              inputMode="numeric"
              value={condition.minLevel ?? ''}
              onChange={event => setLevel(event.target.value)}
            />
          )}
        </Field>
        <fieldset className="sm:col-span-2 lg:col-span-4">
          <legend className="mb-1 font-medium text-ink-2 text-sm">{texts.condition}</legend>
          <div className="flex flex-wrap gap-x-4 gap-y-1">
            {subjects[subject].map(kind => (
              <label key={kind} className="inline-flex min-h-7 items-center gap-1.5">
                <input
                  type="checkbox"
                  checked={condition.kinds?.includes(kind) ?? false}
                  onChange={event => setKinds(kind, event.target.checked)}
                />
                {texts[`kinds.${kind}`]}
              </label>
            ))}
          </div>
          <p className="text-ink-3 text-xs">{texts.conditionHint}</p>
        </fieldset>
      </div>
    </fieldset>
  )
}
