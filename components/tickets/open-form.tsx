'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { openTicket } from '@/lib/tickets/actions'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { FormError } from '../ui/form-error'
import { DateField, Input, type Option, Select, Textarea } from '../ui/input'
import { toast } from '../ui/toast'
import { useActionForm } from '../ui/use-action-form'
import { Photos, type PhotoWords } from './photos'

export type CategoryChoice = {
  value: string
  label: string
  /** Where it goes and how soon it is answered. */
  hint: string
  asksPromise: boolean
  needsStore: boolean
}

export type OpenWords = Record<
  | 'category'
  | 'choose'
  | 'subject'
  | 'subjectPlaceholder'
  | 'body'
  | 'priority'
  | 'priorityDefault'
  | 'store'
  | 'noStore'
  | 'promise'
  | 'photos'
  | 'submit'
  | 'done',
  string
>

export function OpenForm({
  categories,
  chosen,
  stores,
  store,
  priorities,
  most,
  today,
  base,
  words,
  photoWords,
}: {
  categories: CategoryChoice[]
  chosen: string | undefined
  stores: Option[]
  store: string | undefined
  priorities: Option[]
  most: number
  today: string
  base: string
  words: OpenWords
  photoWords: PhotoWords
}) {
  const router = useRouter()
  const [category, setCategory] = useState(categories.find(one => one.value === chosen))
  const form = useActionForm(openTicket, {
    onDone: ({ number }) => {
      toast({ message: words.done.replace('{number}', number), tone: 'ok' })
      router.push(`${base}/tickets/${number}` as Route)
    },
  })
  return (
    <form {...form.formProps} className="grid gap-4">
      <Field
        label={words.category}
        name="categoryId"
        hint={category?.hint}
        error={form.errorOf('categoryId')}
        required
      >
        {control => (
          <Select
            {...control}
            options={categories}
            empty={words.choose}
            defaultValue={chosen}
            onChange={event => setCategory(categories.find(one => one.value === event.currentTarget.value))}
          />
        )}
      </Field>
      <Field label={words.subject} name="title" error={form.errorOf('title')} required>
        {control => <Input {...control} placeholder={words.subjectPlaceholder} autoComplete="off" />}
      </Field>
      <Field label={words.body} name="body" error={form.errorOf('body')} required>
        {control => <Textarea {...control} rows={5} />}
      </Field>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
        {stores.length > 0 && (
          <Field
            label={words.store}
            name="storeId"
            error={form.errorOf('storeId')}
            required={category?.needsStore ?? false}
          >
            {control => <Select {...control} options={stores} empty={words.noStore} defaultValue={store} />}
          </Field>
        )}
        {category?.asksPromise && (
          <Field label={words.promise} name="promisedOn" error={form.errorOf('promisedOn')} required>
            {control => <DateField {...control} min={today} />}
          </Field>
        )}
        <Field label={words.priority} name="priority" error={form.errorOf('priority')}>
          {control => <Select {...control} options={priorities} empty={words.priorityDefault} />}
        </Field>
      </div>
      <fieldset>
        <legend className="mb-1 font-medium text-ink-2 text-sm touch:text-base">{words.photos}</legend>
        <Photos most={most} words={photoWords} error={form.errorOf('files')} />
      </fieldset>
      <FormError message={form.refusal} />
      <div>
        <Button type="submit" variant="primary" pending={form.pending} className="max-sm:w-full">
          {words.submit}
        </Button>
      </div>
    </form>
  )
}
