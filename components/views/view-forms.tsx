'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { renameView, saveView } from '@/lib/views/actions'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/choice'
import { Dialog, FormActions, useCloseDialog } from '../ui/dialog'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { Input } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'

type Pair = [name: string, value: string]
export type ViewFormWords = Record<
  'trigger' | 'title' | 'name' | 'share' | 'shareDetail' | 'submit' | 'done',
  string
> & { detail?: string }

/** Saves what is looked at as a view and shows it, or gives a view another name. */
export function ViewDialog({
  words,
  mayShare,
  query = [],
  view,
}: {
  words: ViewFormWords
  mayShare: boolean
  query?: Pair[]
  view?: { id: string; name: string; isShared: boolean }
}) {
  return (
    <Dialog trigger={words.trigger} size="small" title={words.title} detail={words.detail}>
      <ViewForm words={words} mayShare={mayShare} query={query} view={view} />
    </Dialog>
  )
}

function ViewForm({
  words,
  mayShare,
  query,
  view,
}: {
  words: ViewFormWords
  mayShare: boolean
  query: Pair[]
  view: { id: string; name: string; isShared: boolean } | undefined
}) {
  const close = useCloseDialog()
  const router = useRouter()
  const form = useActionForm(view ? renameView : saveView, {
    onDone: ({ id }) => {
      toast({ message: words.done, tone: 'ok' })
      close()
      if (!view) router.push(`/hq/people?${new URLSearchParams([['saved', id], ...query])}` as Route)
    },
  })
  const pairs: Pair[] = view ? [['viewId', view.id]] : query
  return (
    <form {...form.formProps} className="grid gap-4">
      {pairs.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <Field label={words.name} name="name" error={form.errorOf('name')} required>
        {control => <Input {...control} defaultValue={view?.name} autoComplete="off" />}
      </Field>
      {mayShare && (
        <Checkbox
          name="isShared"
          value="yes"
          defaultChecked={view?.isShared ?? false}
          error={form.errorOf('isShared')}
          label={
            <>
              {words.share}
              <span className="block text-ink-2 text-sm">{words.shareDetail}</span>
            </>
          }
        />
      )}
      <FormError message={form.refusal} />
      <FormActions>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.submit}
        </Button>
      </FormActions>
    </form>
  )
}
