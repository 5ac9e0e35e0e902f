'use client'

import { holdsDocumentNumber, mayBecomeDocumentNumber } from '@/lib/document-number'
import type { Choosing } from './chooser'
import { ChooserList } from './chooser-list'
import { useRemoteList } from './remote-list'

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
  choosing,
  searchUrl,
  findUrl,
  entries,
  words,
}: {
  choosing: Choosing
  searchUrl: string | undefined
  findUrl: string | undefined
  entries: PaletteEntry[]
  words: PaletteWords
}) {
  const { query, isComposing } = choosing
  const { data, busy } = useRemoteList<Found>(searchUrl, isComposing ? '' : query)
  // texts are many: they are asked for when who and where has been answered
  const texts = useRemoteList<Found>(findUrl && `${findUrl}/texts`, isComposing || busy ? '' : query)
  const remote = data?.groups ?? []
  const groups = [
    ...remote,
    // what can be begun for somebody who was named goes before what can be begun at all
    ...localGroups(entries, query).filter(local => !remote.some(group => group.kind === local.kind)),
    ...(findUrl ? textGroup(texts.data, findUrl, query, words) : []),
  ].filter(group => group.items.length > 0)
  return (
    <ChooserList
      choosing={choosing}
      label={words.label}
      groups={groups.map(({ kind, items }) => ({ id: kind, label: words.kinds[kind], items }))}
      status={groups.length > 0 ? words.hint : busy ? words.searching : words.noMatch}
    />
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
