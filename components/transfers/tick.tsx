'use client'

import type { Action } from '@/lib/action'
import { tickHandOver } from '@/lib/transfers/actions'
import { useWatched } from '../requests/verb-region'
import { HiddenFields } from '../ui/hidden-fields'
import { useActionForm } from '../ui/use-action-form'

/** A box of a transfer's list. */
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
  return <TickForm action={tickHandOver} fields={{ number, item }} done={done} label={label} />
}

/** A box that is sent as soon as it is ticked. */
export function TickForm<T>({
  action,
  fields,
  done,
  label,
}: {
  action: Action<T>
  fields: Record<string, string>
  done: boolean
  label: string
}) {
  const watched = useWatched()
  const form = useActionForm(watched(action))
  return (
    // React resets a form after its action, and with it the box, to what it showed when the page was loaded.
    <form
      {...form.formProps}
      onReset={event => event.preventDefault()}
      className="grid size-6 place-items-center touch:size-12"
    >
      <HiddenFields fields={{ ...fields, done: done ? 'no' : 'yes' }} />
      <input
        type="checkbox"
        aria-label={label}
        checked={form.pending ? !done : done}
        onChange={event => event.currentTarget.form?.requestSubmit()}
      />
    </form>
  )
}
