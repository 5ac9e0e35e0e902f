'use client'

import { usePathname } from 'next/navigation'
import { useLayoutEffect, useRef, useState } from 'react'
import { drawIcon } from '../ui/icon'
import { type Markup, markup } from '../ui/markup'
import { Written } from '../ui/written'
import { navIcons } from './nav-icons'
import type { NavGroup, NavItem } from './shell'

/**
 * The whole navigation, written as text, for it is on every page (docs/decisions/0040); how each look is drawn is said by `.places` in
 * globals.css. Layouts stay mounted, so only the browser knows where it is.
 */
export function NavLinks({
  label,
  groups,
  look,
}: {
  label: string
  groups: NavGroup[]
  look: 'rail' | 'tabs' | 'bar'
}) {
  const path = usePathname()
  const current = currentOf(groups, path)?.href
  const counts = Object.fromEntries(
    groups.flatMap(group => group.items.map(item => [item.href, countOf(item)])),
  )
  // Where it was drawn first, and what waited then. Written anew for every page and count, the text would take the focus from its links.
  const [first] = useState({ current, counts })
  const box = useRef<HTMLElement>(null)
  const text = markup`${groups.map(group => groupOf(group, first, look !== 'tabs'))}`
  const written = text.toString()
  const waiting = JSON.stringify(counts)

  useLayoutEffect(() => {
    // read again whenever the text is another one, which says what was first
    if (!written) return
    const now = JSON.parse(waiting) as Record<string, string>
    for (const link of box.current?.querySelectorAll('a') ?? []) {
      const href = link.getAttribute('href') ?? ''
      if (href === current) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
      const count = link.querySelector('.count')
      if (count && count.textContent !== now[href]) count.textContent = now[href] ?? ''
    }
  }, [current, waiting, written])

  return (
    <Written as="nav" label={label} className={`places ${look}`} box={box}>
      {text}
    </Written>
  )
}

type Shown = { current: string | undefined; counts: Record<string, string> }

const groupOf = (group: NavGroup, shown: Shown, hasLabel: boolean): Markup =>
  markup`<div>${hasLabel && group.label && markup`<p>${group.label}</p>`}<ul>${group.items.map(item => placeOf(item, shown))}</ul></div>`

/** A place has room for a count as soon as it may have one. */
const placeOf = ({ href, icon, label, count }: NavItem, { current, counts }: Shown): Markup =>
  markup`<li><a href="${href}"${href === current && markup` aria-current="page"`}>${drawIcon(navIcons[icon])}<span>${label}</span>${count !== undefined && markup`<span class="count">${counts[href]}</span>`}</a></li>`

const countOf = ({ count = 0 }: NavItem): string => (count > 99 ? '99+' : count > 0 ? String(count) : '')

/** The item with the longest path that holds the current one. */
function currentOf(groups: NavGroup[], path: string): NavItem | undefined {
  return groups
    .flatMap(group => group.items)
    .filter(item => path === item.href || (!item.exact && path.startsWith(`${item.href}/`)))
    .sort((one, other) => other.href.length - one.href.length)[0]
}
