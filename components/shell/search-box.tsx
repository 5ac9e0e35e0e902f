import { useTranslations } from 'next-intl'
import { CommandPalette } from '../ui/command-palette'
import type { ShellProps } from './shell'

/** The palette with its words, and the pages of the navigation as its first entries. */
export function SearchBox({
  searchUrl,
  nav,
  entries = [],
  compact,
}: Pick<ShellProps, 'searchUrl' | 'nav' | 'entries'> & { compact?: boolean }) {
  const t = useTranslations('ui')
  const words = {
    label: t('palette.label'),
    placeholder: t('palette.placeholder'),
    hint: t('palette.hint'),
    searching: t('words.searching'),
    noMatch: t('words.noMatch'),
    kinds: {
      people: t('palette.kinds.people'),
      stores: t('palette.kinds.stores'),
      requests: t('palette.kinds.requests'),
      pages: t('palette.kinds.pages'),
      actions: t('palette.kinds.actions'),
    },
  }
  const pages = nav.flatMap(group =>
    group.items.map(({ href, label }) => ({ href, label, detail: group.label })),
  )
  return (
    <CommandPalette searchUrl={searchUrl} entries={[...pages, ...entries]} words={words} compact={compact} />
  )
}
