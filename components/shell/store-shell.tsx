'use client'

import type { ReactNode } from 'react'
import { unpack } from '../ui/packed'
import { SoftNavigation } from '../ui/soft-navigation'
import { Toaster } from '../ui/toaster'
import { Bell } from './bell'
import { BottomBar, underThumb } from './bottom-bar'
import { Brand } from './brand'
import { KeyHelp } from './key-help'
import { NavLinks } from './nav-links'
import { PersonMenu } from './person-menu'
import { SearchBox } from './search-box'
import { SeatSwitcher } from './seat-switcher'
import type { ShellProps } from './shell'
import { SkipLink } from './skip-link'

/** A store: one bar with the store's name, places as tabs, touch sizes; on a phone the places go under the thumb. */
export function StoreShell({
  data,
  clock,
  actions,
  ...parts
}: ShellProps & { clock?: ReactNode; actions?: ReactNode }) {
  const shell = { ...unpack(data), ...parts }
  const { words } = shell
  const home = shell.seat.href
  const places = shell.nav.flatMap(group => group.items)
  return (
    <div data-portal="store" data-density="touch" className="min-h-dvh pb-(--foot-h)">
      <SkipLink label={words.skip} />
      <header
        data-print="hide"
        className="sticky top-0 z-30 flex h-(--bar-h) items-center gap-4 border-line border-b bg-surface px-4 max-sm:gap-2"
      >
        <span className="grid max-[24rem]:hidden">
          <Brand name={words.product} href={home} bare />
        </span>
        <SeatSwitcher {...shell} big />
        {clock && (
          <span className="num whitespace-nowrap text-ink-2 text-base max-[68rem]:hidden">{clock}</span>
        )}
        <div className="min-w-0 max-[56.25rem]:hidden">
          <NavLinks label={words.navigation} groups={[{ items: places }]} look="tabs" />
        </div>
        <div className="ms-auto flex shrink-0 items-center">
          {actions && <div className="me-2 flex gap-2 max-[56.25rem]:hidden">{actions}</div>}
          <SearchBox {...shell} compact />
          <Bell {...shell.bell} label={words.bell} />
          <PersonMenu {...shell} places={places.slice(underThumb)} />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="mx-auto max-w-[90rem] p-4 outline-none">
        {shell.children}
      </main>
      <BottomBar label={words.mainPlaces} items={places} />
      <Toaster />
      <KeyHelp {...shell} />
      <SoftNavigation />
    </div>
  )
}
