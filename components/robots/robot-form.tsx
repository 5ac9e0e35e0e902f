'use client'

import { useState } from 'react'
import type { Action } from '@/lib/action'
import type { Topic } from '@/lib/robots/rules'
import { Button } from '../ui/button'
import { type Choice, ChoiceGroup } from '../ui/choice'
import { FormActions, useCloseDialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { Input, type Option, Select } from '../ui/input'
import { Picker } from '../ui/picker'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

export type RobotFormWords = Record<
  | 'unit'
  | 'unitPlaceholder'
  | 'vendor'
  | 'name'
  | 'address'
  | 'addressHint'
  | 'secret'
  | 'secretHint'
  | 'topics',
  string
> & { submit: string; done: string }

/** Which parts of a robot the form asks for: all for a new one, the address alone to mend one, the rest to change one. */
export function RobotForm({
  action,
  hidden = {},
  words,
  units,
  unitsUrl,
  vendors,
  name,
  topics,
  asksAddress = false,
  canSign = true,
}: {
  action: Action<{ id: string }>
  hidden?: Record<string, string>
  words: RobotFormWords
  /** A few to choose from, or where to look for one among many. */
  units?: Option[] | undefined
  unitsUrl?: string | undefined
  vendors?: Option[]
  name?: string
  topics?: { choices: Choice[]; chosen: Topic[] }
  asksAddress?: boolean
  /** Whether the robot of a form without a choice of vendors may sign. */
  canSign?: boolean
}) {
  const close = useCloseDialog()
  const [vendor, setVendor] = useState(vendors?.[0]?.value)
  const form = useActionForm(action, {
    onDone: () => {
      toast({ message: words.done, tone: 'ok' })
      close()
    },
  })
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={hidden} />
      {(units || unitsUrl) && (
        <Field label={words.unit} name="unitId" error={form.errorOf('unitId')} required>
          {control =>
            units ? (
              <Select {...control} options={units} />
            ) : (
              <Picker control={control} url={unitsUrl ?? ''} placeholder={words.unitPlaceholder} />
            )
          }
        </Field>
      )}
      {vendors && (
        <Field label={words.vendor} name="vendor" error={form.errorOf('vendor')} required>
          {control => (
            <Select
              {...control}
              options={vendors}
              defaultValue={vendor}
              onChange={event => setVendor(event.target.value)}
            />
          )}
        </Field>
      )}
      {name !== undefined && (
        <Field label={words.name} name="name" error={form.errorOf('name')} required>
          {control => <Input {...control} defaultValue={name} autoComplete="off" />}
        </Field>
      )}
      {asksAddress && (
        <Field
          label={words.address}
          name="address"
          hint={words.addressHint}
          error={form.errorOf('address')}
          required
        >
          {control => <Input {...control} inputMode="url" maxLength={500} autoComplete="off" />}
        </Field>
      )}
      {asksAddress && canSign && vendor !== 'wecom' && (
        <Field label={words.secret} name="secret" hint={words.secretHint} error={form.errorOf('secret')}>
          {control => <Input {...control} type="password" maxLength={200} autoComplete="new-password" />}
        </Field>
      )}
      {topics && (
        <ChoiceGroup
          legend={words.topics}
          name="topics"
          type="checkbox"
          columns={2}
          choices={topics.choices}
          defaultValue={topics.chosen}
          error={form.errorOf('topics')}
        />
      )}
      <FormError message={form.refusal} />
      <FormActions>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.submit}
        </Button>
      </FormActions>
    </form>
  )
}
