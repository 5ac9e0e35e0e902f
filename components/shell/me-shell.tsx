'use client'

import { unpack } from '../ui/packed'
import { SoftNavigation } from '../ui/soft-navigation'
import { Toaster } from '../ui/toaster'
import { Bell } from './bell'
import { BottomBar } from './bottom-bar'
import { Brand } from './brand'
import { NavLinks } from './nav-links'
import { PersonMenu } from './person-menu'
import { SeatSwitcher } from './seat-switcher'
import type { ShellProps } from './shell'
import { SkipLink } from './skip-link'

/** Self-service, phone first: a column with a bar below; from 900 px a quiet rail and the same column, wider. */
export function MeShell({ data, ...parts }: ShellProps) {
  const shell = { ...unpack(data), ...parts }
  const { words } = shell
  const home = shell.seat.href
  const several = shell.seatsUrl !== undefined
  return (
    <div
      data-portal="me"
      data-density="touch"
      className="min-h-dvh pb-(--foot-h) min-[56.25rem]:grid min-[56.25rem]:grid-cols-[232px_minmax(0,1fr)]"
    >
      <SkipLink label={words.skip} />
      <aside
        data-print="hide"
        className="sticky top-0 flex h-dvh flex-col gap-4 border-line border-e bg-surface p-3 max-[56.25rem]:hidden"
      >
        <div className="flex items-center justify-between ps-2">
          <Brand name={words.product} href={home} />
          <Bell {...shell.bell} label={words.bell} />
        </div>
        {several && <SeatSwitcher {...shell} />}
        <div className="grow overflow-y-auto">
          <NavLinks label={words.navigation} groups={shell.nav} look="rail" />
        </div>
        <PersonMenu {...shell} up />
      </aside>
      <div className="min-w-0">
        <header
          data-print="hide"
          className="sticky top-0 z-30 flex h-(--bar-h) items-center gap-2 border-line border-b bg-bg px-4 min-[56.25rem]:hidden"
        >
          <Brand name={words.product} href={home} bare={several} />
          {several && <SeatSwitcher {...shell} big />}
          <span className="ms-auto" />
          <Bell {...shell.bell} label={words.bell} />
          <PersonMenu {...shell} />
        </header>
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto max-w-xl px-4 py-4 outline-none min-[56.25rem]:max-w-4xl min-[56.25rem]:px-8 min-[56.25rem]:py-8"
        >
          {shell.children}
        </main>
      </div>
      <BottomBar label={words.mainPlaces} items={shell.nav.flatMap(group => group.items)} />
      <Toaster />
      <SoftNavigation />
    </div>
  )
}
