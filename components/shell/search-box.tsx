import { CommandPalette } from '../ui/command-palette'
import type { Shell } from './shell'

/** The palette with its words, and the pages of the navigation as its first entries. */
export function SearchBox({
  searchUrl,
  findUrl,
  nav,
  entries = [],
  words,
  compact,
}: Pick<Shell, 'searchUrl' | 'findUrl' | 'nav' | 'entries'> & {
  words: Pick<Shell['words'], 'palette'>
  compact?: boolean
}) {
  const pages = nav.flatMap(group =>
    group.items.map(({ href, label }) => ({ href, label, detail: group.label })),
  )
  return (
    <CommandPalette
      searchUrl={searchUrl}
      findUrl={findUrl}
      entries={[...pages, ...entries]}
      words={words.palette}
      compact={compact}
    />
  )
}
