import { Icon } from '../ui/icon'

export function Bell({ href, count, label }: { href: string; count: number; label: string }) {
  return (
    <a
      href={href}
      aria-label={label}
      className="relative grid size-9 shrink-0 place-items-center rounded-sm text-ink-2 text-md hover:bg-surface-2 hover:text-ink touch:size-12"
    >
      <Icon name="bell" />
      {count > 0 && (
        <span
          className="num absolute end-0.5 top-0.5 grid min-h-4 min-w-4 place-items-center rounded-full bg-bad px-1 text-2xs text-on-solid leading-none touch:end-2 touch:top-2"
          aria-hidden
        >
          {count > 99 ? '99+' : count}
        </span>
      )}
    </a>
  )
}
