import { Avatar } from '../ui/avatar'
import { Kbd } from '../ui/kbd'
import { Menu } from '../ui/menu'
import { ThemeSwitch } from '../ui/theme-switch'
import { helpMark } from './key-help'
import type { NavItem, Shell } from './shell'

/** Who is signed in, the look of the page, settings, and the way out; on a phone also the places for which the bar below has no room. */
export function PersonMenu({
  person,
  menu,
  signOut,
  theme,
  words,
  keys,
  places = [],
  up = false,
}: Pick<Shell, 'person' | 'menu' | 'signOut' | 'theme' | 'words' | 'keys'> & {
  places?: NavItem[]
  up?: boolean
}) {
  return (
    <Menu
      label={up ? undefined : words.personMenu}
      align={up ? 'start' : 'end'}
      up={up}
      triggerClass={
        up
          ? 'flex min-h-12 items-center gap-2.5 rounded-sm px-2 hover:bg-surface-2'
          : 'grid size-9 place-items-center rounded-full touch:size-12'
      }
      trigger={
        <>
          <Avatar name={person.name} />
          {up && (
            <span className="min-w-0">
              <span className="block truncate">{person.name}</span>
              <span className="block truncate text-ink-3 text-xs">{person.role}</span>
            </span>
          )}
        </>
      }
    >
      {!up && (
        <p className="px-2.5 pt-1 pb-2">
          <span className="block font-semibold">{person.name}</span>
          <span className="block text-ink-2 text-sm">{person.role}</span>
        </p>
      )}
      <div className="border-line border-y px-1 py-2">
        <ThemeSwitch value={theme.value} save={theme.save} {...words.theme} />
      </div>
      <ul className="py-1">
        {[...places, ...menu].map((item, nth) => (
          <li key={item.href} className={nth < places.length ? 'min-[56.25rem]:hidden' : undefined}>
            <a
              href={item.href}
              className="flex min-h-8 items-center rounded-sm px-2.5 hover:bg-surface-2 touch:min-h-12"
            >
              {item.label}
            </a>
          </li>
        ))}
        {keys && (
          <li className="pointer-coarse:hidden">
            <button
              type="button"
              {...{ [helpMark]: '' }}
              className="flex min-h-8 w-full items-center justify-between rounded-sm px-2.5 hover:bg-surface-2 touch:min-h-12"
            >
              {keys.title}
              <Kbd>?</Kbd>
            </button>
          </li>
        )}
      </ul>
      {signOut && <div className="border-line border-t pt-1">{signOut}</div>}
    </Menu>
  )
}
