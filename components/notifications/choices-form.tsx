'use client'

import { chooseChannels } from '@/lib/notifications/actions'
import type { Choices, Group } from '@/lib/notifications/rules'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/choice'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input, type Option, Select } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

type Words = Record<
  | 'group'
  | 'email'
  | 'push'
  | 'when'
  | 'quiet'
  | 'quietHint'
  | 'from'
  | 'to'
  | 'zone'
  | 'rhythm'
  | 'rhythmHint'
  | 'hour'
  | 'weekday'
  | 'save'
  | 'saved',
  string
>
type Row = { group: Group; label: string; detail: string; ticks: { email: string; push: string } }

/** Which groups go by which channel, and when; one form, saved as a whole. Keyed by what is saved, also from another window. */
export function ChoicesForm({ rows, ...rest }: RhythmProps & { rows: Row[] }) {
  const { words, choices } = rest
  const form = useActionForm(chooseChannels, { onDone: () => toast({ message: words.saved }) })
  return (
    <form {...form.formProps} className="grid gap-5">
      <div key={JSON.stringify(choices)} className="grid gap-5">
        <Groups words={words} rows={rows} choices={choices} />
        <fieldset className="grid gap-4">
          <legend className="mb-3 font-semibold">{words.when}</legend>
          <Quiet words={words} quiet={choices.quiet} error={form.errorOf('quietTo')} />
          <Rhythm {...rest} />
        </fieldset>
      </div>
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

function Groups({ words, rows, choices }: { words: Words; rows: Row[]; choices: Choices }) {
  return (
    <table className="w-full">
      <thead>
        <tr className="text-ink-2 text-sm">
          <th scope="col" className="pb-1 text-start font-medium">
            {words.group}
          </th>
          <th scope="col" className="w-16 pb-1 text-center font-medium">
            {words.email}
          </th>
          <th scope="col" className="w-16 pb-1 text-center font-medium">
            {words.push}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.group} className="border-line border-t">
            <th scope="row" className="py-2 pe-3 text-start font-normal">
              <span className="block font-medium">{row.label}</span>
              <span className="block text-ink-3 text-sm">{row.detail}</span>
            </th>
            <Tick
              name="emailGroups"
              row={row}
              label={row.ticks.email}
              isOn={choices.emailGroups.includes(row.group)}
            />
            <Tick
              name="pushGroups"
              row={row}
              label={row.ticks.push}
              isOn={choices.pushGroups.includes(row.group)}
            />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Tick({ name, row, label, isOn }: { name: string; row: Row; label: string; isOn: boolean }) {
  return (
    <td className="p-0 text-center">
      <label className="inline-flex size-8 items-center justify-center touch:size-12">
        <input type="checkbox" name={name} value={row.group} defaultChecked={isOn} aria-label={label} />
      </label>
    </td>
  )
}

function Quiet({
  words,
  quiet,
  error,
}: {
  words: Words
  quiet: Choices['quiet']
  error: string | undefined
}) {
  const { from, to } = quiet ?? { from: '22:00', to: '08:00' }
  return (
    <div className="group/quiet grid gap-2">
      <Checkbox name="isQuiet" label={words.quiet} defaultChecked={quiet !== null} />
      <div className="hidden grid-cols-2 gap-3 group-has-[input[name=isQuiet]:checked]/quiet:grid sm:max-w-80">
        <Field label={words.from} name="quietFrom">
          {control => <Input {...control} type="time" className="num" defaultValue={from} required />}
        </Field>
        <Field label={words.to} name="quietTo" error={error}>
          {control => <Input {...control} type="time" className="num" defaultValue={to} required />}
        </Field>
      </div>
      <p className="text-ink-3 text-sm">
        {words.quietHint} {words.zone}
      </p>
    </div>
  )
}

type RhythmProps = { words: Words; choices: Choices; rhythms: Option[]; hours: Option[]; weekdays: Option[] }

function Rhythm({ words, choices, rhythms, hours, weekdays }: RhythmProps) {
  return (
    <div className="group/rhythm grid gap-3 sm:grid-cols-3">
      <Field label={words.rhythm} name="rhythm" hint={words.rhythmHint}>
        {control => <Select {...control} options={rhythms} defaultValue={choices.rhythm} />}
      </Field>
      <Field
        label={words.weekday}
        name="digestWeekday"
        className="hidden! group-has-[option[value=weekly]:checked]/rhythm:grid!"
      >
        {control => <Select {...control} options={weekdays} defaultValue={String(choices.digestWeekday)} />}
      </Field>
      <Field
        label={words.hour}
        name="digestHour"
        className="hidden! group-has-[option[value=daily]:checked]/rhythm:grid! group-has-[option[value=weekly]:checked]/rhythm:grid!"
      >
        {control => <Select {...control} options={hours} defaultValue={String(choices.digestHour)} />}
      </Field>
    </div>
  )
}
