'use client'

import { useActionState } from 'react'
import { Button } from '@/components/ui/button'
import { signOut } from '@/lib/account/actions'

/** A plain form: signing out works without JavaScript too. */
export function SignOutButton({ label, className }: { label: string; className?: string }) {
  const [answer, send, pending] = useActionState(signOut, null)
  return (
    <form action={send}>
      <Button type="submit" variant="ghost" pending={pending} className={className}>
        {label}
      </Button>
      {answer && !answer.ok && (
        <p role="alert" className="px-2.5 text-bad-ink text-sm">
          {answer.message}
        </p>
      )}
    </form>
  )
}
