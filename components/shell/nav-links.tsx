'use client'

import { clsx } from 'clsx'
import { usePathname } from 'next/navigation'
import { Icon } from '../ui/icon'
import { navIcons } from './nav-icons'
import type { NavGroup, NavItem } from './shell'

/** One client component for the whole navigation: layouts stay mounted, so only the browser knows where it is. */
export function NavLinks({
  label,
  groups,
  look,
}: {
  label: string
  groups: NavGroup[]
  look: keyof typeof looks
}) {
  const path = usePathname()
  const current = currentOf(groups, path)
  const face = looks[look]
  return (
    <nav aria-label={label} className={face.nav}>
      {groups.map((group, index) => (
        <div key={group.label ?? index} className={face.group}>
          {group.label && look !== 'tabs' && <p className="px-2 pb-1 text-ink-2 text-sm">{group.label}</p>}
          <ul className={face.list}>
            {group.items.map(item => (
              <li key={item.href} className={face.cell}>
                <a
                  href={item.href}
                  aria-current={item === current ? 'page' : undefined}
                  className={clsx(face.item, item === current ? face.current : face.other)}
                >
                  <Icon name={navIcons[item.icon]} className={face.icon} />
                  <span className="max-w-full truncate">{item.label}</span>
                  {item.count ? (
                    <span className={face.count}>{item.count > 99 ? '99+' : item.count}</span>
                  ) : null}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** The item with the longest path that holds the current one. */
function currentOf(groups: NavGroup[], path: string): NavItem | undefined {
  return groups
    .flatMap(group => group.items)
    .filter(item => path === item.href || (!item.exact && path.startsWith(`${item.href}/`)))
    .sort((one, other) => other.href.length - one.href.length)[0]
}

const looks = {
  rail: {
    nav: 'grid gap-3',
    group: '',
    list: 'grid gap-px',
    cell: '',
    item: 'flex min-h-8 items-center gap-2.5 rounded-sm px-2 pointer-coarse:min-h-11 touch:min-h-12 touch:px-3',
    current: 'bg-hq-soft font-semibold text-hq-ink',
    other: 'text-ink-2 hover:bg-surface-2 hover:text-ink',
    icon: 'shrink-0 text-[1.05em]',
    count: 'num ms-auto text-sm',
  },
  tabs: {
    nav: 'min-w-0 overflow-x-auto',
    group: 'flex',
    list: 'flex h-14 gap-1',
    cell: 'flex',
    item: 'flex items-center gap-2 whitespace-nowrap border-y-2 border-t-transparent px-3',
    current: 'border-b-hq font-semibold text-hq-ink',
    other: 'border-b-transparent text-ink-2 hover:text-ink',
    icon: 'hidden shrink-0 text-[1.05em] min-[75rem]:block',
    count: 'num grid min-h-5 min-w-5 place-items-center rounded-full bg-bad px-1 text-2xs text-on-solid',
  },
  bar: {
    nav: 'h-full',
    group: 'h-full',
    // as wide as their words, or the longest would be cut off
    list: 'mx-auto grid h-full max-w-xl auto-cols-auto grid-flow-col px-1',
    cell: 'grid min-w-11',
    item: 'relative flex min-w-0 flex-col items-center justify-center gap-0.5 text-xs',
    current: 'font-semibold text-hq-ink',
    other: 'text-ink-2',
    icon: 'size-6 shrink-0',
    count:
      'num absolute start-1/2 top-1.5 ms-1.5 grid min-h-4 min-w-4 place-items-center rounded-full bg-bad px-1 text-2xs text-on-solid leading-none',
  },
}
