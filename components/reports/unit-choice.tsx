'use client'

import { Field } from '../ui/field'
import { type Picked, Picker } from '../ui/picker'

/** One unit of a filter, found by typing; none is all of them. */
export function UnitChoice({
  url,
  chosen,
  label,
  placeholder,
}: {
  url: string
  chosen: Picked | undefined
  label: string
  placeholder: string
}) {
  return (
    <Field
      label={label}
      name="unit"
      className="min-w-52 sm:flex sm:items-center sm:gap-2 sm:[&>label]:whitespace-nowrap sm:[&>label]:font-normal"
    >
      {control => <Picker control={control} url={url} defaultValue={chosen} placeholder={placeholder} />}
    </Field>
  )
}
