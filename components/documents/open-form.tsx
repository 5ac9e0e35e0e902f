'use client'

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
  words: { purpose: string; note: string; optional: string; submit: string }
}) {
  const close = useCloseDialog()
  return (
    <form
      method="post"
      action={to}
      className="grid gap-4"
      // not before the browser has sent it
      onSubmit={() => setTimeout(close, 0)}
    >
      <Field label={words.purpose} name="purpose" required>
        {control => <Select {...control} options={purposes} empty="" />}
      </Field>
      <Field label={words.note} name="note" optional={words.optional}>
        {control => <Input {...control} maxLength={200} autoComplete="off" />}
      </Field>
      <FormActions>
        <Button type="submit" variant="primary">
          {words.submit}
        </Button>
      </FormActions>
    </form>
  )
}
