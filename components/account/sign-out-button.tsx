'use client'

import { clsx } from 'clsx'
import { useActionState } from 'react'
import { signOut } from '@/lib/account/actions'

/** A plain form: signing out works without JavaScript too. */
export function SignOutButton({ label }: { label: string }) {
  const [answer, send, pending] = useActionState(signOut, null)
  return (
    <form action={send}>
      <button
        type="submit"
        aria-disabled={pending || undefined}
        className={clsx(
          'flex min-h-8 w-full items-center rounded-sm px-2.5 text-start hover:bg-surface-2 touch:min-h-12',
          pending && 'opacity-55',
        )}
      >
        {label}
      </button>
      {answer && !answer.ok && (
        <p role="alert" className="px-2.5 text-bad-ink text-sm">
          {answer.message}
        </p>
      )}
    </form>
  )
}
