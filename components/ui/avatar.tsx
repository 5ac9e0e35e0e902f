import { clsx } from 'clsx'

export type Owner = 'hq' | 'store' | 'both'

const sizes = { sm: 'size-7 text-xs', md: 'size-9 text-sm', lg: 'size-14 text-lg' }
const rings: Record<Owner, string> = { hq: 'bg-hq', store: 'bg-store', both: 'seal' }

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
  size?: keyof typeof sizes
}) {
  return (
    <span
      className={clsx(
        'inline-grid shrink-0 place-items-center rounded-full p-0.5',
        sizes[size],
        owner ? rings[owner] : 'bg-line',
      )}
      aria-hidden
    >
      <span className="grid size-full place-items-center rounded-full bg-surface-2 font-semibold text-ink-2 leading-none">
        {initialsOf(name)}
      </span>
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
