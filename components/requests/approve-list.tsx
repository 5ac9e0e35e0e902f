'use client'

import type { ReactNode } from 'react'
import { approveRequest } from '@/lib/requests/actions'
import { FormError } from '../ui/form-error'
import { useActionForm } from '../ui/use-action-form'
import { useWatched } from './verb-region'

/**
 * One form around the whole list: the button that is pressed says which request. A refusal stays above the rows, which are read
 * anew when somebody else was faster.
 */
export function ApproveList({ children }: { children: ReactNode }) {
  const form = useActionForm(useWatched()(approveRequest))
  return (
    <form {...form.formProps} aria-busy={form.pending} className="group aria-busy:opacity-60">
      <div className="empty:hidden has-[p]:p-(--pad)">
        <FormError message={form.answer && !form.answer.ok ? form.answer.message : undefined} />
      </div>
      {children}
    </form>
  )
}
