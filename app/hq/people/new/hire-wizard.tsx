'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type RecordField, RecordFields } from '@/components/people/record-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { FormError } from '@/components/ui/form-error'
import { HiddenFields } from '@/components/ui/hidden-fields'
import { useActionForm } from '@/components/ui/use-action-form'
import type { Answer } from '@/lib/action'
import { recognise } from '@/lib/identities/actions'
import type { Recognised } from '@/lib/identities/queries'
import { hireEmployee, rehireEmployee } from '@/lib/people/actions'

export type WizardStep = { title: string; fields: RecordField[]; note?: ReactNode }
export type WizardTexts = {
  next: string
  back: string
  check: string
  submit: string
  submitAgain: string
  optional: string
  here: string
  hereDetail: string
  left: string
  leftDetail: string
  open: string
  again: string
  other: string
  reopen: string
}

/**
 * Entering somebody in steps. All of them are one form that is sent once, at the end: whatever is refused, nothing that was typed is
 * lost, and the step with what is wrong comes up. The first one asks whether we know the document.
 */
export function HireWizard({
  steps,
  progress,
  texts,
  known: given,
}: {
  /** Who (0), work, contract, contact, account. */
  steps: WizardStep[]
  /** How far it is, at each of them. */
  progress: ReactNode[]
  texts: WizardTexts
  /** Somebody who comes back, where that is known before. */
  known?: Recognised | undefined
}) {
  const router = useRouter()
  const [step, setStep] = useState(given ? 1 : 0)
  const [known, setKnown] = useState<Recognised | undefined>(given)
  const [again, setAgain] = useState(given?.hasLeft ?? false)
  const [asked, setAsked] = useState<Answer<unknown>>()
  const [isAsking, setAsking] = useState(false)
  const sections = useRef<(HTMLFieldSetElement | null)[]>([])
  const form = useActionForm<{ number: string }>(
    (_previous, data) => (again ? rehireEmployee(null, data) : hireEmployee(null, data)),
    { onDone: ({ number }) => router.push(`/hq/people/${number}`) },
  )
  const isLast = step === steps.length - 1
  const refused = form.answer && !form.answer.ok ? form.answer.fields : undefined

  useEffect(() => {
    const names = Object.keys(refused ?? {})
    const at = steps.findIndex(({ fields }) => fields.some(field => names.includes(field.name)))
    if (at >= 0) setStep(at)
  }, [refused, steps])

  /** Whether everything in this step is as the browser wants it; what is not, it says. */
  const isGood = (): boolean => {
    const controls = [...(sections.current[step]?.elements ?? [])]
    return controls.every(one => !('reportValidity' in one) || (one as HTMLInputElement).reportValidity())
  }
  const goOn = async () => {
    if (!isGood()) return
    if (step === 0 && !(await isUnknown())) return
    setStep(step + 1)
  }
  const isUnknown = async (): Promise<boolean> => {
    const typed = new FormData(form.formProps.ref.current ?? undefined)
    if (!typed.get('documentNumber')) return true
    const data = new FormData()
    for (const name of ['documentKind', 'documentNumber', 'birthDate', 'gender'])
      data.set(name, typed.get(name) ?? '')
    setAsking(true)
    const answer = await recognise(null, data)
    setAsking(false)
    setAsked(answer)
    const found = answer.ok ? (answer.value.known ?? undefined) : undefined
    setKnown(found)
    return answer.ok && !found
  }
  const errorOf = (name: string): string | undefined =>
    form.errorOf(name) ?? (asked && !asked.ok ? asked.fields?.[name] : undefined)

  return (
    <form {...form.formProps} className="grid gap-4">
      {progress[step]}
      {again && known && <HiddenFields fields={{ number: known.number, revision: `${known.revision}` }} />}
      {steps.map(({ title, fields, note }, n) => (
        <fieldset
          key={title}
          ref={element => {
            sections.current[n] = element
          }}
          hidden={n !== step}
          // who comes back is on file already
          disabled={n === 0 && again}
          className="grid min-w-0 gap-4"
        >
          <legend className="sr-only">{title}</legend>
          {note}
          <RecordFields fields={fields} optional={texts.optional} errorOf={errorOf} />
          {n === steps.length - 1 && again && known?.hasAccount && (
            <Checkbox name="reopens" value="yes" label={texts.reopen} />
          )}
        </fieldset>
      ))}
      {known && (step === 0 || again) && (
        <Known
          known={known}
          texts={texts}
          isAgain={again}
          onAgain={() => {
            setAgain(true)
            setStep(1)
          }}
          onOther={() => {
            setAgain(false)
            setKnown(undefined)
            setStep(0)
          }}
        />
      )}
      <FormError
        message={form.refusal ?? (asked && !asked.ok && !asked.fields ? asked.message : undefined)}
      />
      <div className="flex flex-wrap justify-end gap-2">
        {step > (again ? 1 : 0) && <Button onClick={() => setStep(step - 1)}>{texts.back}</Button>}
        {isLast ? (
          <Button key="submit" type="submit" variant="primary" pending={form.pending}>
            {again ? texts.submitAgain : texts.submit}
          </Button>
        ) : (
          // a button of its own: the same one would become the one that submits while it is being pressed
          <Button key="next" variant="primary" pending={isAsking} onClick={goOn}>
            {step === 0 ? texts.check : texts.next}
          </Button>
        )}
      </div>
    </form>
  )
}

/** Somebody who is on file: here, or gone and to come back with the same number and file. */
function Known({
  known,
  texts,
  isAgain,
  onAgain,
  onOther,
}: {
  known: Recognised
  texts: WizardTexts
  isAgain: boolean
  onAgain: () => void
  onOther: () => void
}) {
  return (
    <div
      role="status"
      className="grid gap-2 rounded-md border border-warn/60 bg-warn-soft px-3 py-2 text-warn-ink"
    >
      <p className="font-semibold">
        {known.hasLeft ? texts.left : texts.here} · {known.name}{' '}
        <span className="num">
          {known.number} · {known.hiredOn}
          {known.leftOn && ` – ${known.leftOn}`}
        </span>
      </p>
      <p className="text-sm">{known.hasLeft ? texts.leftDetail : texts.hereDetail}</p>
      <div className="flex flex-wrap gap-2">
        {known.hasLeft && !isAgain && (
          <Button size="small" variant="primary" onClick={onAgain}>
            {texts.again}
          </Button>
        )}
        {isAgain && (
          <Button size="small" onClick={onOther}>
            {texts.other}
          </Button>
        )}
        <a href={`/hq/people/${known.number}`} className="self-center text-hq-ink underline">
          {texts.open}
        </a>
      </div>
    </div>
  )
}
