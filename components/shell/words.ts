import type { useTranslations } from '@/lib/translations'
import type { PaletteWords } from '../ui/command-panel'
import type { Theme } from '../ui/theme-switch'

/** What the shells say themselves. They run in the browser too, so the layout hands them their words. */
export type ShellWords = {
  product: string
  skip: string
  navigation: string
  mainPlaces: string
  menu: string
  seats: {
    label: string
    placeholder: string
    recent: string
    all: string
    hint: string
    /** With `{count}`. */
    more: string
    failed: string
  }
  bell: string
  personMenu: string
  palette: PaletteWords
  theme: { label: string; names: Record<Theme, string> }
}

/** What the help for keys says; the buttons that keys press say themselves what they do. */
export type KeyWords = Record<
  'title' | 'detail' | 'here' | 'everywhere' | 'next' | 'previous' | 'open' | 'tick' | 'range' | 'close',
  string
>

type Texts = ReturnType<typeof useTranslations<never>>

export function shellWords(t: Texts, about: { unread: number; person: string }): ShellWords {
  return {
    product: t('shell.product'),
    skip: t('shell.skip'),
    navigation: t('shell.navigation'),
    mainPlaces: t('shell.mainPlaces'),
    menu: t('shell.menu'),
    seats: {
      label: t('shell.seats.label'),
      placeholder: t('shell.seats.placeholder'),
      recent: t('shell.seats.recent'),
      all: t('shell.seats.all'),
      hint: t('shell.seats.hint'),
      more: t('shell.seats.more', { count: '{count}' }),
      failed: t('shell.seats.failed'),
    },
    bell: t('shell.bell', { count: about.unread }),
    personMenu: t('shell.personMenu', { name: about.person }),
    palette: {
      label: t('ui.palette.label'),
      placeholder: t('ui.palette.placeholder'),
      hint: t('ui.palette.hint'),
      searching: t('ui.words.searching'),
      noMatch: t('ui.words.noMatch'),
      findTexts: t('finding.palette', { words: '{words}' }),
      kinds: {
        people: t('ui.palette.kinds.people'),
        stores: t('ui.palette.kinds.stores'),
        requests: t('ui.palette.kinds.requests'),
        pages: t('ui.palette.kinds.pages'),
        actions: t('ui.palette.kinds.actions'),
        texts: t('ui.palette.kinds.texts'),
      },
    },
    theme: {
      label: t('ui.theme.label'),
      names: { system: t('ui.theme.system'), light: t('ui.theme.light'), dark: t('ui.theme.dark') },
    },
  }
}

export const keyWords = (t: ReturnType<typeof useTranslations<'shell.keys'>>): KeyWords => ({
  title: t('title'),
  detail: t('detail'),
  here: t('here'),
  everywhere: t('everywhere'),
  next: t('next'),
  previous: t('previous'),
  open: t('open'),
  tick: t('tick'),
  range: t('range'),
  close: t('close'),
})
