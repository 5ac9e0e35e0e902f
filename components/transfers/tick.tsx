'use client'

import { tickHandOver } from '@/lib/transfers/actions'
import { useWatched } from '../requests/verb-region'
import { HiddenFields } from '../ui/hidden-fields'
import { useActionForm } from '../ui/use-action-form'

/** A box that is sent as soon as it is ticked. */
export function Tick({
  number,
  item,
  done,
  label,
}: {
  number: string
  item: string
  done: boolean
  label: string
}) {
  const watched = useWatched()
  const form = useActionForm(watched(tickHandOver))
  return (
    <form {...form.formProps} className="grid size-6 place-items-center touch:size-12">
      <HiddenFields fields={{ number, item, done: done ? 'no' : 'yes' }} />
      <input
        type="checkbox"
        aria-label={label}
        checked={form.pending ? !done : done}
        onChange={event => event.currentTarget.form?.requestSubmit()}
      />
    </form>
  )
}
