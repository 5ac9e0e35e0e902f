'use client'

import { type Packed, unpack } from '../ui/packed'
import { SoftNavigation } from '../ui/soft-navigation'
import { Toaster } from '../ui/toaster'
import { Bell } from './bell'
import { BottomBar } from './bottom-bar'
import { Brand } from './brand'
import { KeyHelp } from './key-help'
import { NavDrawer } from './nav-drawer'
import { NavLinks } from './nav-links'
import { PersonMenu } from './person-menu'
import { SearchBox } from './search-box'
import { SeatSwitcher } from './seat-switcher'
import type { NavItem, ShellData, ShellProps } from './shell'
import { SkipLink } from './skip-link'

export type HqData = ShellData & { quick?: NavItem[] }

/**
 * Headquarters: grouped rail, top bar (the page's Breadcrumb sits in it), dense content.
 * `quick` are the places of the phone's bottom bar; the rail becomes a drawer below 900 px.
 */
export function HqShell({
  data,
  density = 'compact',
  ...parts
}: Omit<ShellProps, 'data'> & { data: Packed<HqData>; density?: 'compact' | 'default' }) {
  const { quick, ...shell } = { ...unpack(data), ...parts }
  const { words } = shell
  const home = shell.seat.href
  const switcher = <SeatSwitcher {...shell} alone />
  const places = <NavLinks label={words.navigation} groups={shell.nav} look="rail" />
  return (
    <div
      data-portal="hq"
      data-density={density}
      className="min-h-dvh pb-(--foot-h) min-[56.25rem]:grid min-[56.25rem]:grid-cols-[208px_minmax(0,1fr)]"
    >
      <SkipLink label={words.skip} />
      <aside
        data-print="hide"
        className="sticky top-0 z-30 flex h-dvh flex-col border-line border-e bg-surface max-[56.25rem]:hidden"
      >
        <div className="flex h-(--bar-h) shrink-0 items-center border-line border-b px-3">
          <Brand name={words.product} href={home} />
        </div>
        {/* not in what scrolls, which would cut its menu off at the rail's edge */}
        <div className="px-2 pt-2 pb-1">{switcher}</div>
        <div className="grow overflow-y-auto p-2">{places}</div>
      </aside>
      <div className="min-w-0">
        <header
          data-print="hide"
          className="sticky top-0 z-30 flex h-(--bar-h) items-center gap-1 border-line border-b bg-surface px-4 max-[56.25rem]:px-2"
        >
          <span className="flex items-center gap-1 min-[56.25rem]:hidden">
            <NavDrawer words={words}>
              {switcher}
              <div className="mt-3">{places}</div>
            </NavDrawer>
            <Brand name={words.product} href={home} />
          </span>
          <span className="ms-auto" />
          <SearchBox {...shell} />
          <Bell {...shell.bell} label={words.bell} />
          <PersonMenu {...shell} />
        </header>
        <main id="main" tabIndex={-1} className="mx-auto max-w-[100rem] px-4 py-4 outline-none">
          {shell.children}
        </main>
      </div>
      <BottomBar label={words.mainPlaces} items={quick ?? shell.nav.flatMap(group => group.items)} />
      <Toaster />
      <KeyHelp {...shell} />
      <SoftNavigation />
    </div>
  )
}
