'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Action } from '@/lib/action'
import { changeDraft, draftNotice, reviseNotice } from '@/lib/notices/actions'
import { Button, LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { ChipPicker } from '../ui/chip-picker'
import { Checkbox, ChoiceGroup } from '../ui/choice'
import { Field, FieldError } from '../ui/field'
import { FormError } from '../ui/form-error'
import { HiddenFields } from '../ui/hidden-fields'
import { Icon } from '../ui/icon'
import { DateField, Input, Select, Textarea } from '../ui/input'
import type { Picked } from '../ui/picker'
import { useActionForm } from '../ui/use-action-form'

const actions = { new: draftNotice, change: changeDraft, revise: reviseNotice } satisfies Record<
  string,
  Action<{ number: string }>
>

export type NoticeFormWords = Record<
  | 'content'
  | 'title'
  | 'body'
  | 'bodyHint'
  | 'files'
  | 'filesHint'
  | 'keep'
  | 'audience'
  | 'audienceHint'
  | 'units'
  | 'unitsHint'
  | 'unitsPlaceholder'
  | 'remove'
  | 'ownUnit'
  | 'families'
  | 'tags'
  | 'positions'
  | 'arrivalDays'
  | 'arrivalHint'
  | 'includesManagers'
  | 'signing'
  | 'isMustRead'
  | 'dueDays'
  | 'question'
  | 'questionHint'
  | 'right'
  | 'rightNone'
  | 'expiresOn'
  | 'expiresHint'
  | 'changeNote'
  | 'changeNoteHint'
  | 'asksAgain'
  | 'optional'
  | 'submit'
  | 'cancel',
  string
> & { choices: [string, string, string, string] }

/** What the form begins with: nothing, the draft, or the version in force. */
export type NoticeFormStart = {
  title: string
  body: string
  question: string
  choices: string[]
  rightChoice: string
  units: Picked[]
  families: string[]
  tags: string[]
  positions: string[]
  arrivalDays: string
  includesManagers: boolean
  isMustRead: boolean
  dueDays: string
  expiresOn: string
  files: { id: string; name: string }[]
}

type Choice = { value: string; label: string }

/** A notice being written. A new version asks for its words only: whom it is for stays. */
export function NoticeForm({
  mode,
  number,
  revision,
  start,
  choices,
  unitsUrl,
  base,
  words,
}: {
  mode: 'new' | 'change' | 'revise'
  number?: string | undefined
  revision?: number | undefined
  start: NoticeFormStart
  choices: { families: string[]; tags: Choice[]; positions: Choice[] }
  /** Where units are found; without it the notice is for the seat's own. */
  unitsUrl?: string | undefined
  base: string
  words: NoticeFormWords
}) {
  const router = useRouter()
  const [isMustRead, setMustRead] = useState(start.isMustRead)
  const [names, setNames] = useState<string[]>([])
  const form = useActionForm<{ number: string }>(actions[mode], {
    onDone: saved => router.push(`${base}/notices/${saved.number}` as Route),
  })
  return (
    <form {...form.formProps} className="grid gap-(--gap)">
      {number && <HiddenFields fields={{ number, revision: String(revision) }} />}
      <Card title={words.content}>
        <div className="grid max-w-3xl gap-4">
          <Field label={words.title} name="title" error={form.errorOf('title')} required>
            {control => <Input {...control} defaultValue={start.title} />}
          </Field>
          <Field label={words.body} name="body" hint={words.bodyHint} error={form.errorOf('body')} required>
            {control => <Textarea {...control} rows={12} defaultValue={start.body} />}
          </Field>
          {start.files.length > 0 && (
            <ul className="grid gap-1">
              {start.files.map(file => (
                <li key={file.id}>
                  <Checkbox
                    name="keptFiles"
                    value={file.id}
                    defaultChecked
                    label={`${words.keep} ${file.name}`}
                  />
                </li>
              ))}
            </ul>
          )}
          <Field
            label={words.files}
            name="files"
            hint={names.join(' · ') || words.filesHint}
            error={form.errorOf('files')}
          >
            {control => (
              <input
                {...control}
                type="file"
                multiple
                accept="image/png,image/jpeg,image/webp,application/pdf"
                className="control py-1.5"
                onChange={event => setNames([...(event.currentTarget.files ?? [])].map(file => file.name))}
              />
            )}
          </Field>
          {mode === 'revise' && (
            <>
              <Field
                label={words.changeNote}
                name="changeNote"
                hint={words.changeNoteHint}
                error={form.errorOf('changeNote')}
                required
              >
                {control => <Textarea {...control} rows={2} />}
              </Field>
              <Checkbox name="asksAgain" label={words.asksAgain} />
            </>
          )}
        </div>
      </Card>
      {mode !== 'revise' && (
        <Card title={words.audience}>
          <div className="grid max-w-3xl gap-4">
            <p className="text-ink-2 text-sm">{words.audienceHint}</p>
            {unitsUrl ? (
              <ChipPicker
                name="unitIds"
                url={unitsUrl}
                chosen={start.units}
                error={form.errorOf('unitIds')}
                texts={{
                  label: words.units,
                  hint: words.unitsHint,
                  placeholder: words.unitsPlaceholder,
                  remove: words.remove,
                }}
              />
            ) : (
              <p>{words.ownUnit}</p>
            )}
            {choices.families.length > 0 && (
              <ChoiceGroup
                legend={words.families}
                name="families"
                type="checkbox"
                columns={3}
                defaultValue={start.families}
                choices={choices.families.map(family => ({ value: family, label: family }))}
              />
            )}
            {choices.tags.length > 0 && (
              <ChoiceGroup
                legend={words.tags}
                name="tagIds"
                type="checkbox"
                columns={3}
                defaultValue={start.tags}
                choices={choices.tags}
              />
            )}
            <details open={start.positions.length > 0} className="group">
              <summary className="flex min-h-(--ctl-h) items-center gap-1.5 font-medium text-ink-2">
                <Icon name="chevron-right" className="text-ink-3 group-open:rotate-90" />
                {words.positions}
              </summary>
              <ChoiceGroup
                legend={<span className="sr-only">{words.positions}</span>}
                name="positionIds"
                type="checkbox"
                columns={3}
                defaultValue={start.positions}
                choices={choices.positions}
              />
            </details>
            <Field
              label={words.arrivalDays}
              name="arrivalDays"
              hint={words.arrivalHint}
              error={form.errorOf('arrivalDays')}
              optional={words.optional}
              className="max-w-80"
            >
              {control => (
                <Input
                  {...control}
                  type="number"
                  min={1}
                  max={365}
                  defaultValue={start.arrivalDays}
                  className="num"
                />
              )}
            </Field>
            <Checkbox
              name="includesManagers"
              label={words.includesManagers}
              defaultChecked={start.includesManagers}
            />
          </div>
        </Card>
      )}
      <Card title={words.signing}>
        <div className="grid max-w-3xl gap-4">
          {mode !== 'revise' && (
            <>
              <label className="flex min-h-6 items-start gap-2.5 touch:min-h-12 touch:items-center">
                <input
                  type="checkbox"
                  name="isMustRead"
                  value="on"
                  defaultChecked={start.isMustRead}
                  className="mt-0.5"
                  onChange={event => setMustRead(event.currentTarget.checked)}
                />
                {words.isMustRead}
              </label>
              {isMustRead && (
                <Field
                  label={words.dueDays}
                  name="dueDays"
                  error={form.errorOf('dueDays')}
                  required
                  className="max-w-80"
                >
                  {control => (
                    <Input
                      {...control}
                      type="number"
                      min={1}
                      max={90}
                      defaultValue={start.dueDays || '7'}
                      className="num"
                    />
                  )}
                </Field>
              )}
            </>
          )}
          {isMustRead && (
            <>
              <Field
                label={words.question}
                name="question"
                hint={words.questionHint}
                error={form.errorOf('question')}
                optional={words.optional}
              >
                {control => <Input {...control} defaultValue={start.question} />}
              </Field>
              <div className="grid gap-3 sm:grid-cols-2">
                {words.choices.map((label, index) => (
                  <Field
                    key={label}
                    label={label}
                    name={`choice${index + 1}`}
                    error={form.errorOf(`choice${index + 1}`)}
                  >
                    {control => <Input {...control} defaultValue={start.choices[index] ?? ''} />}
                  </Field>
                ))}
              </div>
              <Field
                label={words.right}
                name="rightChoice"
                error={form.errorOf('rightChoice')}
                className="max-w-80"
              >
                {control => (
                  <Select
                    {...control}
                    empty={words.rightNone}
                    defaultValue={start.rightChoice}
                    options={words.choices.map((label, index) => ({ value: String(index + 1), label }))}
                  />
                )}
              </Field>
            </>
          )}
          {mode !== 'revise' && (
            <Field
              label={words.expiresOn}
              name="expiresOn"
              hint={words.expiresHint}
              error={form.errorOf('expiresOn')}
              optional={words.optional}
              className="max-w-80"
            >
              {control => <DateField {...control} defaultValue={start.expiresOn} />}
            </Field>
          )}
        </div>
      </Card>
      <FormError message={form.refusal} />
      {form.errorOf('keptFiles') && <FieldError>{form.errorOf('keptFiles')}</FieldError>}
      <div className="flex flex-wrap justify-end gap-2">
        <LinkButton href={number ? `${base}/notices/${number}` : `${base}/notices`}>
          {words.cancel}
        </LinkButton>
        <Button type="submit" variant="primary" pending={form.pending}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}
