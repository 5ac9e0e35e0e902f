'use client'

import { useState } from 'react'
import { PurposeFields, type PurposeWords } from '@/components/identities/purpose-fields'
import { Button, LinkButton } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FormError } from '@/components/ui/form-error'
import { Icon } from '@/components/ui/icon'
import { Input, type Option, Select } from '@/components/ui/input'
import { useActionForm } from '@/components/ui/use-action-form'
import { findByDocument } from '@/lib/identities/actions'
import type { Recognised } from '@/lib/identities/queries'

type Words = PurposeWords &
  Record<
    | 'kind'
    | 'number'
    | 'numberHint'
    | 'submit'
    | 'found'
    | 'present'
    | 'left'
    | 'open'
    | 'nobody'
    | 'nobodyDetail',
    string
  >

export function DocumentSearch({
  kinds,
  purposes,
  words,
}: {
  kinds: Option[]
  purposes: Option[]
  words: Words
}) {
  const [found, setFound] = useState<Recognised | null>()
  const form = useActionForm(findByDocument, { onDone: answer => setFound(answer.found) })
  return (
    <div className="grid max-w-xl gap-4">
      <form {...form.formProps} className="grid gap-4">
        <Field name="documentKind" label={words.kind} required error={form.errorOf('documentKind')}>
          {control => <Select {...control} options={kinds} defaultValue={kinds[0]?.value} />}
        </Field>
        <Field
          name="documentNumber"
          label={words.number}
          hint={words.numberHint}
          required
          error={form.errorOf('documentNumber')}
        >
          {control => <Input {...control} autoComplete="off" spellCheck={false} maxLength={60} />}
        </Field>
        <PurposeFields purposes={purposes} words={words} errorOf={form.errorOf} />
        <FormError message={form.refusal} />
        <Button type="submit" variant="primary" pending={form.pending} className="justify-self-start">
          {words.submit}
        </Button>
      </form>
      <div role="status">
        {form.answer?.ok && found !== undefined && <Found found={found} words={words} />}
      </div>
    </div>
  )
}

function Found({ found, words }: { found: Recognised | null; words: Words }) {
  if (!found)
    return (
      <div className="rounded-sm border border-line bg-surface-2 px-3 py-2">
        <p className="font-medium">{words.nobody}</p>
        <p className="text-ink-2 text-sm">{words.nobodyDetail}</p>
      </div>
    )
  const { number, name, hiredOn, lastOn, hasLeft } = found
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-sm border border-hq bg-hq-soft px-3 py-2">
      <div>
        <p className="text-ink-2 text-sm">{words.found}</p>
        <p className="font-medium">
          {name} <span className="num text-ink-2">{number}</span>
        </p>
        <p className="num text-ink-2 text-sm">
          {hasLeft ? words.left.replace('{date}', lastOn ?? '') : words.present.replace('{date}', hiredOn)}
        </p>
      </div>
      <LinkButton href={`/hq/people/${number}`} icon={<Icon name="user-search" />}>
        {words.open}
      </LinkButton>
    </div>
  )
}
