'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { changeTemplate, makeTemplate } from '@/lib/templates/actions'
import type { Field as Asked } from '@/lib/templates/rules'
import { Button, LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { ChipPicker } from '../ui/chip-picker'
import { ChoiceGroup } from '../ui/choice'
import { Field, FieldError } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { Icon } from '../ui/icon'
import { Input, type Option, Select, Textarea } from '../ui/input'
import type { Picked } from '../ui/picker'
import { useActionForm } from '../ui/use-action-form'
import { type BuilderWords, FieldBuilder } from './field-builder'
import type { FieldWords } from './field-input'
import { Preview } from './preview'

/** What the form begins with: nothing, or the template as it is. */
export type TemplateStart = {
  name: string
  intro: string
  fields: Asked[]
  units: Picked[]
  positions: string[]
  rhythm: 'daily' | 'weekly'
  weekdays: string[]
  dueTime: string
  remindMinutes: string
}

export type TemplateWords = Record<
  | 'name'
  | 'namePlaceholder'
  | 'intro'
  | 'introHint'
  | 'who'
  | 'whoHint'
  | 'units'
  | 'unitsHint'
  | 'unitsPlaceholder'
  | 'removeUnit'
  | 'ownUnits'
  | 'positions'
  | 'positionsHint'
  | 'when'
  | 'rhythm'
  | 'daily'
  | 'weekly'
  | 'weekdays'
  | 'weekdaysHint'
  | 'dueTime'
  | 'dueTimeHint'
  | 'remindMinutes'
  | 'save'
  | 'cancel'
  | 'preview'
  | 'previewDetail'
  | 'addPhoto',
  string
>

type Props = {
  /** The template that is changed; a new one when absent. */
  of?: { templateId: string; revision: string } | undefined
  start: TemplateStart
  base: string
  /** Where units are found; without it the template is for the seat's own. */
  unitsUrl: string | undefined
  positions: Option[]
  weekdays: Option[]
  words: TemplateWords
  builderWords: BuilderWords
  fieldWords: FieldWords
}

export function TemplateForm({ of, start, base, builderWords, fieldWords, ...rest }: Props) {
  const { words } = rest
  const router = useRouter()
  const [fields, setFields] = useState(start.fields)
  const [intro, setIntro] = useState(start.intro)
  const form = useActionForm<{ id: string }>(of ? changeTemplate : makeTemplate, {
    onDone: ({ id }) => router.push(`${base}/reports/templates/${id}` as Route),
  })
  return (
    <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <form {...form.formProps} className="grid gap-(--gap)">
        {of && <HiddenFields fields={of} />}
        <input type="hidden" name="fields" value={JSON.stringify(fields)} />
        <Card title={builderWords.fields}>
          <div className="grid gap-4">
            <Field label={words.name} name="name" error={form.errorOf('name')} required>
              {control => (
                <Input
                  {...control}
                  placeholder={words.namePlaceholder}
                  defaultValue={start.name}
                  autoComplete="off"
                />
              )}
            </Field>
            <Field label={words.intro} name="intro" hint={words.introHint} error={form.errorOf('intro')}>
              {control => (
                <Textarea
                  {...control}
                  rows={2}
                  value={intro}
                  onChange={event => setIntro(event.currentTarget.value)}
                />
              )}
            </Field>
            <FieldBuilder fields={fields} onChange={setFields} errorOf={form.errorOf} words={builderWords} />
            {form.errorOf('fields') && (
              <FieldError>{fields.length === 0 ? builderWords.missing : form.errorOf('fields')}</FieldError>
            )}
          </div>
        </Card>
        <Who start={start} errorOf={form.errorOf} {...rest} />
        <When start={start} errorOf={form.errorOf} {...rest} />
        <FormError message={form.refusal} />
        <div className="flex flex-wrap justify-end gap-2">
          <LinkButton href={of ? `${base}/reports/templates/${of.templateId}` : `${base}/reports/templates`}>
            {words.cancel}
          </LinkButton>
          <Button type="submit" variant="primary" pending={form.pending}>
            {words.save}
          </Button>
        </div>
      </form>
      <Card title={words.preview} className="lg:sticky lg:top-20">
        {intro || fields.length > 0 ? (
          <Preview
            intro={intro}
            fields={fields.map(field => ({ ...field, label: field.label || builderWords.untitled }))}
            words={fieldWords}
            addPhoto={words.addPhoto}
          />
        ) : (
          <p className="text-ink-2">{words.previewDetail}</p>
        )}
      </Card>
    </div>
  )
}

type Part = Pick<Props, 'start' | 'unitsUrl' | 'positions' | 'weekdays' | 'words'> & {
  errorOf: (field: string) => string | undefined
}

function Who({ start, unitsUrl, positions, words, errorOf }: Part) {
  return (
    <Card title={words.who}>
      <div className="grid gap-4">
        <p className="text-ink-2 text-sm">{words.whoHint}</p>
        {unitsUrl ? (
          <ChipPicker
            name="unitIds"
            url={unitsUrl}
            chosen={start.units}
            error={errorOf('unitIds')}
            texts={{
              label: words.units,
              hint: words.unitsHint,
              placeholder: words.unitsPlaceholder,
              remove: words.removeUnit,
            }}
          />
        ) : (
          <>
            <p>{words.ownUnits}</p>
            {start.units.map(unit => (
              <input key={unit.id} type="hidden" name="unitIds" value={unit.id} />
            ))}
          </>
        )}
        <details open={start.positions.length > 0} className="group">
          <summary className="flex min-h-(--ctl-h) items-center gap-1.5 font-medium text-ink-2">
            <Icon name="chevron-right" className="text-ink-3 group-open:rotate-90" />
            {words.positions} · {words.positionsHint}
          </summary>
          <ChoiceGroup
            legend={<span className="sr-only">{words.positions}</span>}
            name="positionIds"
            type="checkbox"
            columns={3}
            defaultValue={start.positions}
            choices={positions}
          />
        </details>
      </div>
    </Card>
  )
}

function When({ start, weekdays, words, errorOf }: Part) {
  return (
    <Card title={words.when}>
      <div className="grid gap-4">
        <div className="grid gap-3 sm:grid-cols-3">
          <Field label={words.rhythm} name="rhythm" error={errorOf('rhythm')} required>
            {control => (
              <Select
                {...control}
                defaultValue={start.rhythm}
                options={[
                  { value: 'daily', label: words.daily },
                  { value: 'weekly', label: words.weekly },
                ]}
              />
            )}
          </Field>
          <Field
            label={words.dueTime}
            name="dueTime"
            hint={words.dueTimeHint}
            error={errorOf('dueTime')}
            required
          >
            {control => <Input {...control} type="time" className="num" defaultValue={start.dueTime} />}
          </Field>
          <Field label={words.remindMinutes} name="remindMinutes" error={errorOf('remindMinutes')} required>
            {control => (
              <Input
                {...control}
                type="number"
                min={0}
                max={720}
                className="num"
                defaultValue={start.remindMinutes}
              />
            )}
          </Field>
        </div>
        <ChoiceGroup
          legend={words.weekdays}
          name="weekdays"
          type="checkbox"
          columns={3}
          defaultValue={start.weekdays}
          choices={weekdays}
          error={errorOf('weekdays')}
        />
        <p className="text-ink-3 text-xs">{words.weekdaysHint}</p>
      </div>
    </Card>
  )
}
