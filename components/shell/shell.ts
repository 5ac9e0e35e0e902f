import type { ReactNode } from 'react'
import type { Action } from '@/lib/action'
import type { PaletteEntry } from '../ui/command-panel'
import type { Packed } from '../ui/packed'
import type { Theme } from '../ui/theme-switch'
import type { NavIcon } from './nav-icons'
import type { KeyWords, ShellWords } from './words'

export type NavItem = {
  href: string
  label: string
  icon: NavIcon
  count?: number
  /** Current only on exactly this path; otherwise also on the paths below it. */
  exact?: boolean
}
export type NavGroup = { label?: string; items: NavItem[] }

/** A place to work from: a portal and, in a store, which one. */
export type SeatFace = { href: string; label: string; owner: 'hq' | 'store' | 'me' }

/** One of those that the switcher offers. `sound` are the syllables of its Chinese name, `depth` its place below a region. */
export type Seat = SeatFace & {
  key: string
  detail?: string
  code?: string
  sound: string[]
  depth: number
  current?: boolean
}
/** All of them, in the order of the tree, and the keys of those chosen lately, the latest first. */
export type Seats = { recent: string[]; seats: Seat[] }

/** What a shell is told. All texts are already in the reader's language. */
export type ShellData = {
  person: { name: string; role: string }
  seat: SeatFace
  /** Route handler of the switcher, where there is another seat to change to. */
  seatsUrl?: string
  nav: NavGroup[]
  bell: { href: string; count: number }
  /** Route handler of the palette; without it only pages and actions are found. */
  searchUrl?: string
  /** The page that finds texts, and below it the route handler that finds the first of them for the palette. */
  findUrl?: string
  /** More entries of the palette, beside the pages of `nav`. */
  entries?: PaletteEntry[]
  /** Links of the person's menu: settings, sessions. */
  menu: { href: string; label: string }[]
  words: ShellWords
  /** What the help for keys says, where people have keys. */
  keys?: KeyWords
}

type ShellParts = {
  /** The sign-out button of the account domain. */
  signOut?: ReactNode
  theme: { value: Theme; save?: Action<void> }
  children: ReactNode
}

/** What every portal layout hands to its shell. */
export type ShellProps = ShellParts & { data: Packed<ShellData> }
/** The same unpacked, as its parts take it. */
export type Shell = ShellParts & ShellData
