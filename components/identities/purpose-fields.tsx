import { Field } from '../ui/field'
import { Input, type Option, Select } from '../ui/input'

export type PurposeWords = { purpose: string; note: string; noteHint: string; optional: string }

/** What somebody looks for, and what they want to add to it in the log. */
export function PurposeFields({
  purposes,
  words,
  errorOf,
}: {
  purposes: Option[]
  words: PurposeWords
  errorOf: (name: string) => string | undefined
}) {
  return (
    <>
      <Field name="purpose" label={words.purpose} required error={errorOf('purpose')}>
        {control => <Select {...control} options={purposes} empty="" />}
      </Field>
      <Field
        name="note"
        label={words.note}
        hint={words.noteHint}
        optional={words.optional}
        error={errorOf('note')}
      >
        {control => <Input {...control} autoComplete="off" />}
      </Field>
    </>
  )
}
