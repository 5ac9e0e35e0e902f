'use client'

import type { ReactNode } from 'react'
import { approveRequest } from '@/lib/requests/actions'
import { FormError } from '../ui/form-error'
import { useActionForm } from '../ui/use-action-form'

/** One form around the whole list: the button that is pressed says which request. A refusal stays above the rows. */
export function ApproveList({ children }: { children: ReactNode }) {
  const form = useActionForm(approveRequest)
  return (
    <form {...form.formProps} aria-busy={form.pending} className="group aria-busy:opacity-60">
      <div className="empty:hidden has-[p]:p-(--pad)">
        <FormError message={form.answer && !form.answer.ok ? form.answer.message : undefined} />
      </div>
      {children}
    </form>
  )
}
