'use client'

import type { Field as Asked } from '@/lib/templates/rules'
import { Field } from '../ui/field'
import { Input, Textarea } from '../ui/input'

export type SettingWords = Record<
  | 'label'
  | 'help'
  | 'required'
  | 'requiredChecklist'
  | 'unit'
  | 'unitPlaceholder'
  | 'min'
  | 'max'
  | 'decimals'
  | 'options'
  | 'items'
  | 'multiple'
  | 'most',
  string
>

type Props = {
  field: Asked
  onChange: (changes: Partial<Asked>) => void
  errorOf: (property: string) => string | undefined
  /** What errors of a property go by; the controls themselves are not sent, the list is. */
  nameOf: (property: string) => string
  words: SettingWords
}

/** Everything that may be said about one field; which of it shows depends on its kind. */
export function FieldSettings(props: Props) {
  const { field, onChange, errorOf, nameOf, words } = props
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={words.label} name={nameOf('label')} error={errorOf('label')} required>
          {({ name, ...control }) => (
            <Input
              {...control}
              data-for={name}
              data-focus="label"
              value={field.label}
              onChange={event => onChange({ label: event.currentTarget.value })}
            />
          )}
        </Field>
        <Field label={words.help} name={nameOf('help')} error={errorOf('help')}>
          {({ name, ...control }) => (
            <Input
              {...control}
              data-for={name}
              value={field.help}
              onChange={event => onChange({ help: event.currentTarget.value })}
            />
          )}
        </Field>
      </div>
      {field.kind === 'number' && <NumberSettings {...props} />}
      {(field.kind === 'choice' || field.kind === 'checklist') && <OptionSettings {...props} />}
      {field.kind === 'photo' && (
        <Field label={words.most} name={nameOf('most')} error={errorOf('most')} className="max-w-40">
          {({ name, ...control }) => (
            <select
              {...control}
              data-for={name}
              className="control"
              value={field.most}
              onChange={event => onChange({ most: Number(event.currentTarget.value) })}
            >
              {[1, 2, 3, 4, 5, 6].map(most => (
                <option key={most}>{most}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Tick
        label={field.kind === 'checklist' ? words.requiredChecklist : words.required}
        isTicked={field.required}
        onChange={required => onChange({ required })}
      />
    </>
  )
}

function NumberSettings({ field, onChange, errorOf, nameOf, words }: Props) {
  const bound = (property: 'min' | 'max') => (
    <Field label={words[property]} name={nameOf(property)} error={errorOf(property)}>
      {({ name, ...control }) => (
        <Input
          {...control}
          type="number"
          step="any"
          data-for={name}
          className="num"
          value={field[property] ?? ''}
          onChange={event => {
            const { value } = event.currentTarget
            onChange({ [property]: value === '' ? null : Number(value) })
          }}
        />
      )}
    </Field>
  )
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      <Field label={words.unit} name={nameOf('unit')} error={errorOf('unit')}>
        {({ name, ...control }) => (
          <Input
            {...control}
            data-for={name}
            placeholder={words.unitPlaceholder}
            value={field.unit}
            onChange={event => onChange({ unit: event.currentTarget.value })}
          />
        )}
      </Field>
      {bound('min')}
      {bound('max')}
      <Field label={words.decimals} name={nameOf('decimals')} error={errorOf('decimals')}>
        {({ name, ...control }) => (
          <select
            {...control}
            data-for={name}
            className="control num"
            value={field.decimals}
            onChange={event => onChange({ decimals: Number(event.currentTarget.value) })}
          >
            {[0, 1, 2, 3, 4].map(decimals => (
              <option key={decimals}>{decimals}</option>
            ))}
          </select>
        )}
      </Field>
    </div>
  )
}

function OptionSettings({ field, onChange, errorOf, nameOf, words }: Props) {
  const isChoice = field.kind === 'choice'
  return (
    <>
      <Field
        label={isChoice ? words.options : words.items}
        name={nameOf('options')}
        error={errorOf('options')}
        required
      >
        {({ name, ...control }) => (
          <Textarea
            {...control}
            data-for={name}
            rows={4}
            defaultValue={field.options.join('\n')}
            onChange={event => onChange({ options: linesOf(event.currentTarget.value) })}
          />
        )}
      </Field>
      {isChoice && (
        <Tick
          label={words.multiple}
          isTicked={field.multiple}
          onChange={multiple => onChange({ multiple })}
        />
      )}
    </>
  )
}

function Tick({
  label,
  isTicked,
  onChange,
}: {
  label: string
  isTicked: boolean
  onChange: (isTicked: boolean) => void
}) {
  return (
    <label className="flex min-h-6 items-start gap-2.5 touch:min-h-12 touch:items-center">
      <input
        type="checkbox"
        checked={isTicked}
        className="mt-0.5"
        onChange={event => onChange(event.currentTarget.checked)}
      />
      {label}
    </label>
  )
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
