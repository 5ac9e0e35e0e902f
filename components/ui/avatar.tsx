import { clsx } from 'clsx'

export type Owner = 'hq' | 'store' | 'both'

/** Last character of a Chinese name (people are called by it), initials of any other. */
export function initialsOf(name: string): string {
  const trimmed = name.trim()
  const last = [...trimmed].at(-1) ?? ''
  if (/\p{Script=Han}/u.test(last)) return last
  return trimmed
    .split(/\s+/)
    .slice(0, 2)
    .map(part => [...part][0]?.toUpperCase() ?? '')
    .join('')
}

/** Decoration beside a written name; the ring says who the person belongs to today. */
export function Avatar({
  name,
  owner,
  size = 'sm',
}: {
  name: string
  owner?: Owner | undefined
  size?: 'sm' | 'md' | 'lg'
}) {
  return (
    <span className={clsx('avatar', size !== 'sm' && size, owner)} aria-hidden>
      {initialsOf(name)}
    </span>
  )
}

/** Avatar, name and one quiet line: the way people appear in lists and cards. */
export function Person({ name, owner, detail }: { name: string; owner?: Owner; detail?: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <Avatar name={name} owner={owner} />
      <span className="min-w-0">
        <span className="block truncate">
          <bdi>{name}</bdi>
        </span>
        {detail && <span className="block truncate text-ink-3 text-xs">{detail}</span>}
      </span>
    </span>
  )
}
