'use client'

import type { Action } from '@/lib/action'
import { Banner } from '../ui/banner'
import { Button } from '../ui/button'
import { HiddenFields } from '../ui/hidden-fields'
import { useActionForm } from '../ui/use-action-form'

type Words = { detail: string; submit: string; done: string; doneDetail: string; settings: string }

/** What a link in a mail does: said first, done on a press, and said again. */
export function MailLinkForm({
  action,
  token,
  words,
}: {
  action: Action<void>
  token: string
  words: Words
}) {
  const form = useActionForm(action)
  if (form.answer?.ok)
    return (
      <div className="grid gap-3">
        <Banner tone="ok" title={words.done}>
          {words.doneDetail}
        </Banner>
        <a href="/open/settings/notifications" className="text-hq-ink underline">
          {words.settings}
        </a>
      </div>
    )
  return (
    <form {...form.formProps} className="grid gap-4">
      <HiddenFields fields={{ token }} />
      <p className="text-ink-2">{words.detail}</p>
      {form.answer && !form.answer.ok && <Banner tone="bad">{form.answer.message}</Banner>}
      <Button type="submit" variant="primary" pending={form.pending}>
        {words.submit}
      </Button>
    </form>
  )
}
