'use client'

import { useRef, useState } from 'react'
import { type Field as Asked, type FieldKind, fieldKinds, moved, newField } from '@/lib/templates/rules'
import { Button } from '../ui/button'
import { FieldSettings, type SettingWords } from './field-settings'

export type BuilderWords = SettingWords &
  Record<
    'fields' | 'empty' | 'missing' | 'add' | 'field' | 'up' | 'down' | 'remove' | 'moved' | 'untitled',
    string
  > & {
    kinds: Record<FieldKind, string>
  }

/** The list of what is asked: added, moved and removed by buttons, so that it works on a phone and by keyboard. */
export function FieldBuilder({
  fields,
  onChange,
  errorOf,
  words,
}: {
  fields: Asked[]
  onChange: (fields: Asked[]) => void
  errorOf: (field: string) => string | undefined
  words: BuilderWords
}) {
  const list = useRef<HTMLOListElement>(null)
  const [said, setSaid] = useState('')
  const change = (at: number, changes: Partial<Asked>) =>
    onChange(fields.map((field, index) => (index === at ? { ...field, ...changes } : field)))
  // The focus goes along with what was moved, and to what was added.
  const focus = (at: number, what: string) =>
    window.setTimeout(() =>
      list.current?.children[at]?.querySelector<HTMLElement>(`[data-focus="${what}"]`)?.focus(),
    )
  const move = (at: number, by: -1 | 1) => {
    const to = at + by
    if (to < 0 || to >= fields.length) return
    onChange(moved(fields, at, by))
    setSaid(
      words.moved.replace('{label}', fields[at]?.label || words.untitled).replace('{n}', String(to + 1)),
    )
    focus(to, by === -1 ? 'up' : 'down')
  }
  const add = (kind: FieldKind) => {
    onChange([...fields, newField(kind, fields)])
    focus(fields.length, 'label')
  }
  const remove = (at: number) => {
    onChange(fields.filter((_, index) => index !== at))
    focus(Math.max(0, at - 1), 'label')
  }
  return (
    <div className="grid gap-3">
      <p role="status" className="sr-only">
        {said}
      </p>
      {fields.length === 0 && <p className="text-ink-2">{words.empty}</p>}
      <ol ref={list} className="grid gap-3">
        {fields.map((field, at) => (
          <li key={field.key} className="rounded-md border border-line p-3">
            <fieldset className="grid min-w-0 gap-3">
              <legend className="sr-only">
                {words.field.replace('{n}', String(at + 1)).replace('{kind}', words.kinds[field.kind])}
              </legend>
              <div className="flex flex-wrap items-center gap-1">
                <span aria-hidden className="me-auto font-semibold">
                  {words.field.replace('{n}', String(at + 1)).replace('{kind}', words.kinds[field.kind])}
                </span>
                <Button size="small" data-focus="up" aria-disabled={at === 0} onClick={() => move(at, -1)}>
                  {words.up}
                </Button>
                <Button
                  size="small"
                  data-focus="down"
                  aria-disabled={at === fields.length - 1}
                  onClick={() => move(at, 1)}
                >
                  {words.down}
                </Button>
                <Button size="small" variant="danger" onClick={() => remove(at)}>
                  {words.remove}
                </Button>
              </div>
              <FieldSettings
                field={field}
                onChange={changes => change(at, changes)}
                errorOf={property => errorOf(`fields.${at}.${property}`)}
                nameOf={property => `fields.${at}.${property}`}
                words={words}
              />
            </fieldset>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-ink-2">{words.add}</span>
        {fieldKinds.map((kind, at) => (
          // the first one stands for the list, which is no control: what is wrong with it leads here
          <Button key={kind} data-for={at === 0 ? 'fields' : undefined} onClick={() => add(kind)}>
            {words.kinds[kind]}
          </Button>
        ))}
      </div>
    </div>
  )
}
