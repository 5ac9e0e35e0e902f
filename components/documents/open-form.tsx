'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '../ui/button'
import { FormActions, useCloseDialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { Input, type Option, Select } from '../ui/input'

/** What an identity document is opened for. A plain form: its answer is the file, which the browser saves. */
export function OpenForm({
  to,
  purposes,
  words,
}: {
  to: string
  purposes: Option[]
  words: { purpose: string; note: string; optional: string; missing: string; submit: string }
}) {
  const close = useCloseDialog()
  const [error, setError] = useState<string>()
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    const purpose = event.currentTarget.elements.namedItem('purpose') as HTMLSelectElement
    // not before the browser has sent it
    if (purpose.value) return void setTimeout(close, 0)
    event.preventDefault()
    setError(words.missing)
    purpose.focus()
  }
  return (
    <form
      method="post"
      action={to}
      className="grid gap-4"
      // what is missing is said in the reader's language and beside the field, as everywhere
      noValidate
      onSubmit={onSubmit}
    >
      <Field label={words.purpose} name="purpose" required error={error}>
        {control => <Select {...control} options={purposes} empty="" />}
      </Field>
      <Field label={words.note} name="note" optional={words.optional}>
        {control => <Input {...control} autoComplete="off" />}
      </Field>
      <FormActions>
        <Button type="submit" variant="primary">
          {words.submit}
        </Button>
      </FormActions>
    </form>
  )
}
