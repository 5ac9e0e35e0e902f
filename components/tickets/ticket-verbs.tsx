'use client'

import { type ReactNode, useState } from 'react'
import type { Action } from '@/lib/action'
import { closeTicket, mergeTicket, prioritiseTicket, rerouteTicket, takeTicket } from '@/lib/tickets/actions'
import type { TicketVerb } from '@/lib/tickets/rules'
import { useWatched } from '../requests/verb-region'
import { ActionButton } from '../ui/action-button'
import { ChoiceGroup } from '../ui/choice'
import { ConfirmForm } from '../ui/confirm-form'
import { Field } from '../ui/field'
import { Input, type Option, Select } from '../ui/input'
import { Picker } from '../ui/picker'
import { toast } from '../ui/toast'

export type VerbTexts = Record<
  | 'take'
  | 'reroute'
  | 'prioritise'
  | 'merge'
  | 'close'
  | 'doneTake'
  | 'doneReroute'
  | 'donePrioritise'
  | 'doneMerge'
  | 'doneClose'
  | 'closeTitle'
  | 'closeDetail'
  | 'closeReason'
  | 'rerouteTitle'
  | 'rerouteDetail'
  | 'rerouteTo'
  | 'rerouteCategory'
  | 'rerouteUnit'
  | 'reroutePerson'
  | 'rerouteReason'
  | 'unitPlaceholder'
  | 'personPlaceholder'
  | 'choose'
  | 'prioritiseTitle'
  | 'prioritiseReason'
  | 'priority'
  | 'mergeTitle'
  | 'mergeDetail'
  | 'mergeInto'
  | 'mergePlaceholder',
  string
>

/** What the reader may do beside writing. What is not theirs is not drawn. */
export function TicketVerbs({
  number,
  verbs,
  base,
  categories,
  priorities,
  priority,
  texts,
  icons,
}: {
  number: string
  verbs: TicketVerb[]
  base: string
  categories: Option[]
  priorities: Option[]
  priority: string
  texts: VerbTexts
  icons: Record<'take' | 'reroute' | 'prioritise' | 'merge' | 'close', ReactNode>
}) {
  const watched = useWatched()
  const may = (verb: TicketVerb) => verbs.includes(verb)
  const said = (message: string) => () => toast({ message })
  const fields = { number }
  return (
    <>
      {may('merge') && (
        <ConfirmForm
          action={watched(mergeTicket)}
          fields={fields}
          trigger={texts.merge}
          variant="ghost"
          icon={icons.merge}
          title={texts.mergeTitle}
          detail={texts.mergeDetail}
          submit={texts.merge}
          onDone={said(texts.doneMerge)}
        >
          <NumberField label={texts.mergeInto} placeholder={texts.mergePlaceholder} />
        </ConfirmForm>
      )}
      {may('prioritise') && (
        <ConfirmForm
          action={watched(prioritiseTicket)}
          fields={fields}
          trigger={texts.prioritise}
          variant="ghost"
          icon={icons.prioritise}
          title={texts.prioritiseTitle}
          submit={texts.prioritise}
          reason={{ name: 'reason', label: texts.prioritiseReason }}
          onDone={said(texts.donePrioritise)}
        >
          {errorOf => (
            <Field label={texts.priority} name="priority" error={errorOf('priority')} required>
              {control => <Select {...control} options={priorities} defaultValue={priority} />}
            </Field>
          )}
        </ConfirmForm>
      )}
      {may('reroute') && (
        <ConfirmForm
          action={watched(reroute)}
          fields={fields}
          trigger={texts.reroute}
          icon={icons.reroute}
          title={texts.rerouteTitle}
          detail={texts.rerouteDetail}
          submit={texts.reroute}
          reason={{ name: 'reason', label: texts.rerouteReason, required: true }}
          onDone={said(texts.doneReroute)}
        >
          <Target base={base} categories={categories} texts={texts} />
        </ConfirmForm>
      )}
      {may('close') && (
        <ConfirmForm
          action={watched(closeTicket)}
          fields={fields}
          trigger={texts.close}
          icon={icons.close}
          title={texts.closeTitle}
          detail={texts.closeDetail}
          submit={texts.close}
          reason={{ name: 'reason', label: texts.closeReason }}
          onDone={said(texts.doneClose)}
        />
      )}
      {may('take') && (
        <ActionButton
          action={watched(takeTicket)}
          fields={fields}
          variant="primary"
          icon={icons.take}
          shortcut="t"
          onDone={said(texts.doneTake)}
        >
          {texts.take}
        </ActionButton>
      )}
    </>
  )
}

function NumberField({ label, placeholder }: { label: string; placeholder: string }) {
  return (
    <Field label={label} name="into" required>
      {control => <Input {...control} placeholder={placeholder} autoComplete="off" className="num" />}
    </Field>
  )
}

/** Which kind of target was chosen is for the page only; the field that is there says it. */
const reroute: Action<void> = async (_previous, data) => {
  data.delete('by')
  return rerouteTicket(null, data)
}

type To = 'categoryId' | 'unitId' | 'userId'

/** Where to: only the field of the kind that is chosen is sent. */
function Target({ base, categories, texts }: { base: string; categories: Option[]; texts: VerbTexts }) {
  const [to, setTo] = useState<To>('categoryId')
  const kinds: { value: To; label: string }[] = [
    { value: 'categoryId', label: texts.rerouteCategory },
    { value: 'unitId', label: texts.rerouteUnit },
    { value: 'userId', label: texts.reroutePerson },
  ]
  return (
    <>
      <fieldset
        onChange={({ target }) => {
          const chosen: EventTarget = target
          if (chosen instanceof HTMLInputElement) setTo(chosen.value as To)
        }}
        className="contents"
      >
        <ChoiceGroup
          legend={texts.rerouteTo}
          name="by"
          columns={3}
          choices={kinds}
          defaultValue="categoryId"
        />
      </fieldset>
      {to === 'categoryId' && (
        <Field label={texts.rerouteCategory} name="categoryId" required>
          {control => <Select {...control} options={categories} empty={texts.choose} />}
        </Field>
      )}
      {to === 'unitId' && (
        <Field label={texts.rerouteUnit} name="unitId" required>
          {control => (
            <Picker control={control} url={`${base}/search/units`} placeholder={texts.unitPlaceholder} />
          )}
        </Field>
      )}
      {to === 'userId' && (
        <Field label={texts.reroutePerson} name="userId" required>
          {control => (
            <Picker control={control} url={`${base}/colleagues`} placeholder={texts.personPlaceholder} />
          )}
        </Field>
      )}
    </>
  )
}
