'use client'

import { useState } from 'react'
import { signNotice } from '@/lib/notices/actions'
import { Button } from '../ui/button'
import { ChoiceGroup } from '../ui/choice'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

/** 我已阅读并知晓. After a wrong answer the question is put away until the reader has been at the text again. */
export function SignForm({
  number,
  version,
  question,
  choices,
  texts,
}: {
  number: string
  version: number
  question: string | null
  choices: string[]
  texts: Record<'sign' | 'signedNow' | 'wrong' | 'again', string>
}) {
  const [isWrong, setWrong] = useState(false)
  const form = useActionForm(signNotice, {
    onDone: ({ result }) => {
      if (result === 'wrong') setWrong(true)
      else toast({ message: texts.signedNow })
    },
  })
  if (isWrong)
    return (
      <div className="grid justify-items-start gap-3" role="alert">
        <p className="text-bad-ink">{texts.wrong}</p>
        <Button onClick={() => setWrong(false)}>{texts.again}</Button>
      </div>
    )
  return (
    <form {...form.formProps} className="grid max-w-[44rem] gap-4">
      <HiddenFields fields={{ number, version: String(version) }} />
      {question && (
        <ChoiceGroup
          legend={question}
          name="choice"
          required
          choices={choices.map((choice, index) => ({ value: String(index + 1), label: choice }))}
        />
      )}
      <FormError message={form.refusal} />
      <Button
        type="submit"
        variant="primary"
        pending={form.pending}
        className="justify-self-start max-sm:w-full"
      >
        {texts.sign}
      </Button>
    </form>
  )
}
