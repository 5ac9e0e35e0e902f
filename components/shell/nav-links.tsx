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
  // Where it was drawn first. Written anew for every page, the text would take the focus from the link that was followed.
  const [first] = useState(path)
  const box = useRef<HTMLElement>(null)
  const current = currentOf(groups, path)?.href
  const text = markup`${groups.map(group => groupOf(group, currentOf(groups, first), look !== 'tabs'))}`
  const written = text.toString()

  useLayoutEffect(() => {
    // read again whenever the text is another one, which marks the first place
    if (!written) return
    for (const link of box.current?.querySelectorAll('a') ?? []) {
      if (link.getAttribute('href') === current) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    }
  }, [current, written])

  return (
    <Written as="nav" label={label} className={`places ${look}`} box={box}>
      {text}
    </Written>
  )
}

const groupOf = (group: NavGroup, current: NavItem | undefined, hasLabel: boolean): Markup =>
  markup`<div>${hasLabel && group.label && markup`<p>${group.label}</p>`}<ul>${group.items.map(item => placeOf(item, item === current))}</ul></div>`

const placeOf = ({ href, icon, label, count }: NavItem, isCurrent: boolean): Markup =>
  markup`<li><a href="${href}"${isCurrent && markup` aria-current="page"`}>${drawIcon(navIcons[icon])}<span>${label}</span>${Boolean(count) && markup`<span class="count">${(count ?? 0) > 99 ? '99+' : count}</span>`}</a></li>`

/** The item with the longest path that holds the current one. */
function currentOf(groups: NavGroup[], path: string): NavItem | undefined {
  return groups
    .flatMap(group => group.items)
    .filter(item => path === item.href || (!item.exact && path.startsWith(`${item.href}/`)))
    .sort((one, other) => other.href.length - one.href.length)[0]
}
