'use client'

import { clsx } from 'clsx'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { holdsDocumentNumber, mayBecomeDocumentNumber } from '@/lib/document-number'
import { Icon } from './icon'
import { useRemoteList } from './remote-list'
import { useModal } from './use-modal'

export type PaletteKind = 'people' | 'stores' | 'requests' | 'pages' | 'actions' | 'texts'
/** `match` holds what the words are also found by: pinyin, initials, numbers. */
export type PaletteEntry = {
  label: string
  href: string
  kind?: 'pages' | 'actions'
  detail?: string
  match?: string
  /** Where a document's number is looked for. */
  takesDocuments?: boolean
}
export type PaletteWords = {
  label: string
  placeholder: string
  hint: string
  searching: string
  noMatch: string
  /** The way to all texts with `{words}`. */
  findTexts: string
  kinds: Record<PaletteKind, string>
}
type Item = { id: string; label: string; detail?: string; href: string }
type Found = { groups: { kind: PaletteKind; items: Item[] }[] }

export function CommandPanel({
  searchUrl,
  findUrl,
  entries,
  words,
  onClose,
}: {
  searchUrl: string | undefined
  findUrl: string | undefined
  entries: PaletteEntry[]
  words: PaletteWords
  onClose: () => void
}) {
  const id = useId()
  const dialog = useModal()
  const [query, setQuery] = useState('')
  const [composing, setComposing] = useState(false)
  const [active, setActive] = useState(0)
  const { data, busy } = useRemoteList<Found>(searchUrl, composing ? '' : query)
  // texts are many: they are asked for when who and where has been answered
  const texts = useRemoteList<Found>(findUrl && `${findUrl}/texts`, composing || busy ? '' : query)
  const remote = data?.groups ?? []
  const groups = [
    ...remote,
    // what can be begun for somebody who was named goes before what can be begun at all
    ...localGroups(entries, query).filter(local => !remote.some(group => group.kind === local.kind)),
    ...(findUrl ? textGroup(texts.data, findUrl, query, words) : []),
  ].filter(group => group.items.length > 0)
  const items = groups.flatMap(group => group.items)

  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || items.length === 0) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setActive(at => (at + step + items.length) % items.length)
    else if (event.key === 'Enter') document.getElementById(`${id}-${active}`)?.click()
    else return
    event.preventDefault()
  }

  return (
    <dialog
      ref={dialog}
      aria-label={words.label}
      onClose={onClose}
      className="overlay mx-auto mt-[12vh] mb-auto w-[min(40rem,calc(100vw-24px))] overflow-hidden rounded-lg border border-line bg-surface p-0 text-ink shadow-pop max-sm:mt-3"
    >
      <div className="flex items-center gap-2.5 border-line border-b px-4">
        <Icon name="search" className="text-ink-3" />
        <input
          role="combobox"
          aria-label={words.placeholder}
          aria-expanded={items.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={items[active] ? `${id}-${active}` : undefined}
          autoComplete="off"
          placeholder={words.placeholder}
          className="h-12 min-w-0 grow bg-transparent text-md outline-none placeholder:text-ink-3"
          onKeyDown={onKeyDown}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onChange={event => {
            setQuery(event.target.value)
            setActive(0)
          }}
        />
        {busy && (
          <span className="spin size-4 rounded-full border-2 border-line-strong border-r-transparent" />
        )}
      </div>
      <div
        role="listbox"
        id={`${id}-list`}
        tabIndex={-1}
        aria-label={words.label}
        className="max-h-[min(26rem,60dvh)] overflow-y-auto p-1.5"
      >
        {groups.map(group => (
          <fieldset key={group.kind} aria-label={words.kinds[group.kind]} className="pb-1">
            <p className="px-2.5 pt-1.5 pb-0.5 text-ink-3 text-xs" aria-hidden>
              {words.kinds[group.kind]}
            </p>
            {group.items.map(item => {
              const at = items.indexOf(item)
              return (
                <a
                  key={item.id}
                  id={`${id}-${at}`}
                  href={item.href}
                  role="option"
                  tabIndex={-1}
                  aria-selected={at === active}
                  className={clsx(
                    'flex min-h-9 items-center gap-3 rounded-sm px-2.5 touch:min-h-12',
                    at === active && 'bg-hq-soft text-hq-ink',
                  )}
                  onPointerMove={() => setActive(at)}
                  onClick={() => dialog.current?.close()}
                >
                  <span className="truncate">{item.label}</span>
                  <span className="ms-auto truncate text-ink-3 text-sm">{item.detail}</span>
                </a>
              )
            })}
          </fieldset>
        ))}
      </div>
      <p
        role="status"
        className={clsx(
          'border-line border-t px-4 py-2 text-ink-3 text-xs',
          // keys mean nothing to a finger
          items.length > 0 && 'pointer-coarse:sr-only',
        )}
      >
        {items.length > 0 ? words.hint : busy ? words.searching : words.noMatch}
      </p>
    </dialog>
  )
}

function localGroups(entries: PaletteEntry[], query: string): Found['groups'] {
  const wanted = query.trim().toLowerCase()
  const found = entries.filter(
    entry =>
      (entry.takesDocuments && mayBecomeDocumentNumber(wanted)) ||
      `${entry.label} ${entry.match ?? ''}`.toLowerCase().includes(wanted),
  )
  const group = (kind: 'pages' | 'actions') => ({
    kind,
    items: found
      .filter(entry => (entry.kind ?? 'pages') === kind)
      .slice(0, 8)
      .map(entry => ({ ...entry, id: entry.href })),
  })
  return [group('actions'), group('pages')]
}

/** The first texts that were found, and the way to the rest. */
function textGroup(
  found: Found | undefined,
  findUrl: string,
  query: string,
  words: PaletteWords,
): Found['groups'] {
  const wanted = query.trim()
  if ([...wanted].length < 2 || holdsDocumentNumber(wanted)) return []
  const all = {
    id: findUrl,
    label: words.findTexts.replace('{words}', wanted),
    href: `${findUrl}?q=${encodeURIComponent(wanted)}`,
  }
  return [{ kind: 'texts', items: [...(found?.groups.flatMap(group => group.items) ?? []), all] }]
}
