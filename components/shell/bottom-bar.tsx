import { NavLinks } from './nav-links'
import type { NavItem } from './shell'

/** As many places as a phone has room for. */
export const underThumb = 5

/** Places under the thumb; the rest of the navigation is in the drawer or in the person's menu. */
export function BottomBar({ label, items }: { label: string; items: NavItem[] }) {
  return (
    <div
      data-print="hide"
      className="fixed inset-x-0 bottom-0 z-30 h-(--foot-h) border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] min-[56.25rem]:hidden"
    >
      <NavLinks label={label} groups={[{ items: items.slice(0, underThumb) }]} look="bar" />
    </div>
  )
}
