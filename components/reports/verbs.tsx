'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { excuse, restToday, withdrawExcuse, workAfterAll } from '@/lib/excuses/actions'
import { nudgeReports, readAllReports, startReport } from '@/lib/reports/actions'
import { ActionButton } from '../ui/action-button'
import { ConfirmForm } from '../ui/confirm-form'
import { Field } from '../ui/field'
import { DateField, type Option, Select } from '../ui/input'
import { toast } from '../ui/toast'

type Texts = { label: string; done: string }

/** Opens the form of a report that nobody has opened yet. */
export function StartButton({
  templateId,
  dueOn,
  label,
}: {
  templateId: string
  dueOn: string
  label: string
}) {
  const router = useRouter()
  return (
    <ActionButton
      action={startReport}
      variant="primary"
      fields={{ templateId, dueOn }}
      onDone={({ id }) => router.push(`/me/reports/${id}` as Route)}
    >
      {label}
    </ActionButton>
  )
}

export function RestButton({ label, done }: Texts) {
  return (
    <ActionButton action={restToday} onDone={() => toast({ message: done })}>
      {label}
    </ActionButton>
  )
}

export function WorkButton({ label }: { label: string }) {
  return <ActionButton action={workAfterAll}>{label}</ActionButton>
}

export function ReadAllButton({ label, done }: Texts) {
  return (
    <ActionButton action={readAllReports} shortcut="e" onDone={() => toast({ message: done })}>
      {label}
    </ActionButton>
  )
}

/** Asks for one report, or for everything that is missing in a unit. */
export function NudgeButton({
  fields,
  label,
  done,
  isSmall = false,
}: Texts & { fields: Record<string, string>; isSmall?: boolean }) {
  return (
    <ActionButton
      action={nudgeReports}
      fields={fields}
      {...(isSmall && { size: 'small' as const })}
      onDone={() => toast({ message: done })}
    >
      {label}
    </ActionButton>
  )
}

export type ExcuseWords = Record<
  'excuse' | 'title' | 'detail' | 'kind' | 'from' | 'to' | 'reason' | 'submit' | 'done' | 'end' | 'ended',
  string
> & { kinds: Option[] }

/** 请假, 休息: lets somebody off for a day or some. */
export function ExcuseButton({
  employee,
  name,
  day,
  words,
}: {
  employee: string
  name: string
  day: string
  words: ExcuseWords
}) {
  return (
    <ConfirmForm
      action={excuse}
      fields={{ employee }}
      size="small"
      trigger={words.excuse}
      title={words.title.replace('{name}', name)}
      detail={words.detail}
      submit={words.submit}
      reason={{ name: 'reason', label: words.reason, required: true }}
      onDone={() => toast({ message: words.done })}
    >
      {errorOf => (
        <>
          <Field label={words.kind} name="kind" error={errorOf('kind')} required>
            {control => <Select {...control} options={words.kinds} />}
          </Field>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label={words.from} name="fromDay" error={errorOf('fromDay')} required>
              {control => <DateField {...control} defaultValue={day} />}
            </Field>
            <Field label={words.to} name="toDay" error={errorOf('toDay')}>
              {control => <DateField {...control} defaultValue={day} />}
            </Field>
          </div>
        </>
      )}
    </ConfirmForm>
  )
}

export function ExcuseEndButton({
  employee,
  day,
  words,
}: {
  employee: string
  day: string
  words: ExcuseWords
}) {
  return (
    <ActionButton
      action={withdrawExcuse}
      fields={{ employee, onDay: day }}
      size="small"
      onDone={() => toast({ message: words.ended })}
    >
      {words.end}
    </ActionButton>
  )
}
