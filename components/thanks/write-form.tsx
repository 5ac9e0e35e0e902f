'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { writeNote } from '@/lib/thanks/actions'
import { Button } from '../ui/button'
import { ChoiceGroup } from '../ui/choice'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'
import type { FormChoices } from './form-choices'
import { NoteFields } from './note-fields'

export function WriteForm({ to, base, ...choices }: FormChoices & { to: string; base: string }) {
  const router = useRouter()
  const [kind, setKind] = useState<'thanks' | 'feedback'>('thanks')
  const form = useActionForm(writeNote, {
    onDone: ({ id }) => {
      toast({ message: choices.words.sent, tone: 'ok' })
      router.push(`${base}/thanks/${id}` as Route)
    },
  })
  return (
    <form
      {...form.formProps}
      className="grid gap-4"
      onChange={event => {
        const chosen = event.target as EventTarget & { name?: string; value?: string }
        if (chosen.name === 'kind') setKind(chosen.value === 'feedback' ? 'feedback' : 'thanks')
      }}
    >
      <HiddenFields fields={choices.kinds.length > 1 ? { to } : { to, kind }} />
      {choices.kinds.length > 1 && (
        <ChoiceGroup
          legend={choices.words.kind}
          name="kind"
          columns={2}
          choices={choices.kinds}
          defaultValue={kind}
          error={form.errorOf('kind')}
          required
        />
      )}
      <NoteFields key={kind} kind={kind} errorOf={form.errorOf} {...choices} />
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" variant="primary" pending={form.pending} className="max-sm:w-full">
          {choices.words.send}
        </Button>
      </div>
    </form>
  )
}
