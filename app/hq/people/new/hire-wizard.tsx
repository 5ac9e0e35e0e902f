'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { type RecordField, RecordFields } from '@/components/people/record-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { FormError } from '@/components/ui/form-error'
import { HiddenFields } from '@/components/ui/hidden-fields'
import { isLostAnswer, useActionForm } from '@/components/ui/use-action-form'
import { useWords } from '@/components/ui/words'
import type { Answer } from '@/lib/action'
import { recognise } from '@/lib/identities/actions'
import type { Recognised } from '@/lib/identities/queries'
import { checkHire, checkRehire, hireEmployee, rehireEmployee } from '@/lib/people/actions'

/** What `needs` a field of an earlier step is asked once that one is filled in. */
export type WizardField = RecordField & { needs?: string }
export type WizardStep = { title: string; fields: WizardField[]; note?: ReactNode }
export type WizardTexts = {
  next: string
  back: string
  check: string
  submit: string
  submitAgain: string
  optional: string
  missing: string
  here: string
  hereDetail: string
  left: string
  leftDetail: string
  open: string
  again: string
  other: string
  reopen: string
  restored: string
  restoredDetail: string
  discard: string
  young: string
  youngDetail: string
}

/**
 * What may wait in the browser until the tab is closed: nothing of a document, of contact, addresses, pay, bank or passwords. Those are
 * typed again after a reload.
 */
const keptFields = [
  'name',
  'documentKind',
  'homeUnitId',
  'positionId',
  'hiredOn',
  'employmentForm',
  'hqContactUserId',
  'kind',
  'signedOn',
  'lastOn',
  'probationLastOn',
  'place',
  'login',
]
/** By field: what it holds, and the words of what was picked. */
type Draft = Record<string, { value: string; label?: string }>

/**
 * Entering somebody in steps. All of them are one form that is sent once, at the end; each is asked on its way whether what was typed
 * so far could be entered, so that a fault comes up where it was made. A step is an entry of the browser's history: back goes back
 * one. The first one asks whether we know the document.
 */
export function HireWizard({
  steps,
  progress,
  texts,
  owner,
  known: given,
}: {
  /** Who (0), work, contract, pay, contact, account. */
  steps: WizardStep[]
  /** How far it is, at each of them. */
  progress: ReactNode[]
  texts: WizardTexts
  /** Whose account this is: what they began is theirs alone. */
  owner: string
  /** Somebody who comes back, where that is known before. */
  known?: Recognised | undefined
}) {
  const router = useRouter()
  const first = given ? 1 : 0
  const [step, moveTo] = useHistoryStep(first, steps.length - 1)
  const [known, setKnown] = useState<Recognised | undefined>(given)
  const [again, setAgain] = useState(given?.hasLeft ?? false)
  const [asked, setAsked] = useState<Answer<unknown>>()
  const [isAsking, setAsking] = useState(false)
  const asking = useRef(false)
  const words = useWords()
  const [filled, setFilled] = useState<string[]>([])
  const [isYoung, setYoung] = useState(false)
  const sections = useRef<(HTMLFieldSetElement | null)[]>([])
  const form = useActionForm<{ number: string }>(
    (_previous, data) => (again ? rehireEmployee(null, data) : hireEmployee(null, data)),
    {
      onDone: ({ number }) => {
        draft.forget()
        router.push(`/hq/people/${number}`)
      },
    },
  )
  const draft = useDraft(`hire ${owner} ${given?.number ?? ''}`, form.formProps.ref)
  const isLast = step === steps.length - 1
  const refused = form.answer && !form.answer.ok ? form.answer.fields : undefined

  /** The step in which one of these fields is, the earliest counting. */
  const stepOf = useCallback(
    (fields: Record<string, string> | undefined): number =>
      steps.findIndex(one => one.fields.some(field => fields && field.name in fields)),
    [steps],
  )
  const shown = useRef<typeof refused>(undefined)
  useEffect(() => {
    // the page is drawn anew after every question: what was refused comes up once
    if (shown.current === refused) return
    shown.current = refused
    const at = stepOf(refused)
    if (at >= 0) moveTo(at, 'replace')
  }, [refused, stepOf, moveTo])

  /** Says beside each field of this step that was left empty that it has to be filled in. */
  const isFilled = (): boolean => {
    const empty = [...(sections.current[step]?.elements ?? [])].filter(
      one => 'validity' in one && (one as HTMLInputElement).validity.valueMissing,
    ) as HTMLInputElement[]
    if (empty.length === 0) return true
    const fields = Object.fromEntries(empty.map(one => [one.name || (one.dataset.for ?? ''), texts.missing]))
    setAsked({ ok: false, code: 'input.invalid', message: '', fields })
    empty[0]?.focus()
    return false
  }
  const goOn = async () => {
    // a second press would be answered under an address that the first one has left, and the page drawn from the start
    if (asking.current || !isFilled()) return
    draft.keep()
    asking.current = true
    setAsking(true)
    try {
      const goes = (step > 0 || (await isUnknown())) && (await isEnterable())
      if (!goes) return
      setFilled([...typed()].flatMap(([name, value]) => (value ? [name] : [])))
      moveTo(step + 1, 'push')
    } catch (error) {
      if (!isLostAnswer(error)) throw error
      setAsked({ ok: false, code: 'lost', message: words.lost })
    } finally {
      asking.current = false
      setAsking(false)
    }
  }
  /** What was typed in the steps up to this one. */
  const typed = (): FormData => {
    const data = new FormData(form.formProps.ref.current ?? undefined)
    for (const { fields } of steps.slice(step + 1)) for (const field of fields) data.delete(field.name)
    return data
  }
  const isUnknown = async (): Promise<boolean> => {
    const all = typed()
    if (!all.get('documentNumber')) return true
    const data = new FormData()
    for (const name of ['documentKind', 'documentNumber', 'birthDate', 'gender'])
      data.set(name, all.get(name) ?? '')
    const answer = await recognise(null, data)
    setAsked(answer)
    const found = answer.ok ? (answer.value.known ?? undefined) : undefined
    setKnown(found)
    return answer.ok && !found
  }
  /** What is still missing is the business of a later step. */
  const isEnterable = async (): Promise<boolean> => {
    const answer = await (again ? checkRehire : checkHire)(null, typed())
    if (answer.ok) setYoung(answer.value.isYoung)
    const at = answer.ok ? -1 : stepOf(answer.fields)
    const goes = answer.ok || (answer.fields !== undefined && (at < 0 || at > step))
    setAsked(goes ? undefined : answer)
    if (!goes && at >= 0 && at < step) moveTo(at, 'replace')
    return goes
  }
  const errorOf = (name: string): string | undefined =>
    (asked && !asked.ok ? asked.fields?.[name] : undefined) ?? form.errorOf(name)

  return (
    <form {...form.formProps} className="grid gap-4" onInput={draft.keep}>
      {progress[step]}
      {draft.found && (
        <div role="status" className="grid gap-1 rounded-md border border-info/40 bg-info-soft px-3 py-2">
          <p className="font-semibold">{texts.restored}</p>
          <p className="text-sm">{texts.restoredDetail}</p>
          <div>
            <Button
              size="small"
              onClick={() => {
                draft.forget()
                moveTo(first, 'replace')
              }}
            >
              {texts.discard}
            </Button>
          </div>
        </div>
      )}
      {again && known && <HiddenFields fields={{ number: known.number, revision: `${known.revision}` }} />}
      {steps.map(({ title, fields, note }, n) => (
        <fieldset
          key={`${title} ${draft.version}`}
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
          <RecordFields
            fields={fields
              .filter(({ needs }) => !needs || filled.includes(needs))
              .map(field => filledIn(field, draft.found))}
            optional={texts.optional}
            errorOf={errorOf}
          />
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
            moveTo(1, 'push')
          }}
          onOther={() => {
            setAgain(false)
            setKnown(undefined)
            moveTo(0, 'replace')
          }}
        />
      )}
      {isYoung && step > 0 && (
        <div
          role="status"
          className="grid gap-1 rounded-md border border-warn/60 bg-warn-soft px-3 py-2 text-warn-ink"
        >
          <p className="font-semibold">{texts.young}</p>
          <p className="text-sm">{texts.youngDetail}</p>
        </div>
      )}
      <FormError
        message={form.refusal ?? (asked && !asked.ok && !asked.fields ? asked.message : undefined)}
      />
      <div className="flex flex-wrap justify-end gap-2">
        {step > (again ? 1 : 0) && <Button onClick={() => moveTo(step - 1, 'back')}>{texts.back}</Button>}
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

type Move = 'push' | 'replace' | 'back'

/** The step, which the address names too. Nobody begins in the middle: of what was typed before a reload not all was kept. */
function useHistoryStep(first: number, last: number): [number, (to: number, how: Move) => void] {
  const [step, setStep] = useState(first)
  useEffect(() => {
    // the framework hears of another address only once it is there itself
    const timer = setTimeout(() => window.history.replaceState({}, '', addressOf()))
    const onBack = () => {
      const named = Number(new URL(window.location.href).searchParams.get('step') ?? first)
      setStep(Math.min(Math.max(named || first, first), last))
    }
    window.addEventListener('popstate', onBack)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('popstate', onBack)
    }
  }, [first, last])
  const moveTo = useCallback((to: number, how: Move) => {
    const depth = Number(window.history.state?.wizardDepth ?? 0)
    if (how === 'back' && depth > 0) {
      window.history.back()
      return
    }
    if (how === 'push') window.history.pushState({ wizardDepth: depth + 1 }, '', addressOf(to))
    else window.history.replaceState({ wizardDepth: depth }, '', addressOf(to))
    setStep(to)
  }, [])
  return [step, moveTo]
}

/** This page with a step in its address, or without. */
function addressOf(step?: number): string {
  const url = new URL(window.location.href)
  if (step === undefined) url.searchParams.delete('step')
  else url.searchParams.set('step', String(step))
  return `${url.pathname}${url.search}`
}

/** What was typed and not yet sent, as far as it may wait in the browser: for a reload, or after having looked elsewhere. */
function useDraft(key: string, form: RefObject<HTMLFormElement | null>) {
  const [found, setFound] = useState<Draft>()
  const [version, setVersion] = useState(0)
  useEffect(() => {
    const text = sessionStorage.getItem(key)
    if (!text) return
    setFound(JSON.parse(text) as Draft)
    setVersion(1)
  }, [key])
  const keep = useCallback(() => {
    if (form.current) sessionStorage.setItem(key, JSON.stringify(draftOf(form.current)))
  }, [form, key])
  useEffect(() => {
    const onLeave = () => {
      // what is picked from a list says nothing of it; a form that nobody touched leaves nothing
      if (sessionStorage.getItem(key)) keep()
    }
    window.addEventListener('pagehide', onLeave)
    return () => window.removeEventListener('pagehide', onLeave)
  }, [key, keep])
  const forget = () => {
    sessionStorage.removeItem(key)
    setFound(undefined)
    setVersion(version + 1)
  }
  return { found, version, keep, forget }
}

function draftOf(form: HTMLFormElement): Draft {
  const data = new FormData(form)
  const labels = [...form.querySelectorAll<HTMLInputElement>('[data-for]')]
  return Object.fromEntries(
    keptFields.flatMap(name => {
      const value = data.get(name)
      if (typeof value !== 'string' || value === '') return []
      const label = labels.find(one => one.dataset.for === name)?.value
      return [[name, { value, ...(label !== undefined && { label }) }]]
    }),
  )
}

function filledIn(field: RecordField, draft: Draft | undefined): RecordField {
  const known = draft?.[field.name]
  if (!known) return field
  return known.label === undefined
    ? { ...field, value: known.value }
    : { ...field, picked: { id: known.value, label: known.label } }
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
          {known.lastOn && ` – ${known.lastOn}`}
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
