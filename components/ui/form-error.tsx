import type { ReactNode } from 'react'

/** The refusal of a whole form. It stays in the page so that assistive technology hears it arrive. */
export function FormError({ message }: { message: ReactNode }) {
  return (
    <div role="alert">
      {message && (
        <p className="flex items-start gap-2 rounded-sm border border-bad/40 bg-bad-soft px-3 py-2 text-bad-ink text-sm">
          <span aria-hidden>⚠</span>
          {message}
        </p>
      )}
    </div>
  )
}
