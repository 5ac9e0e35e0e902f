import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { type SearchParams, sortParams } from './search-params'
import { whole } from './whole'

/** Rows become cards below 640 px, so every Td after the first names its `label`. */
export function Table({
  caption,
  stickyHead = true,
  children,
}: {
  caption: string
  stickyHead?: boolean
  children: ReactNode
}) {
  return (
    <div className="relative max-[56.25rem]:overflow-x-auto">
      <table className={clsx('data-table cards', stickyHead && 'sticky-head')}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </div>
  )
}

type ThProps = {
  children?: ReactNode
  numeric?: boolean
  /** Makes the heading a link that sorts by `column`; the order lives in the URL (`sort=column`, `sort=-column`). */
  sort?: { column: string; params: SearchParams }
}

export function Th({ children, numeric = false, sort }: ThProps) {
  const order = sort && directionOf(sort)
  return (
    <th scope="col" aria-sort={order} className={clsx(numeric && 'text-end!')}>
      {sort ? (
        <a
          href={sortParams(sort.params, sort.column)}
          rel="nofollow"
          className={clsx(
            'inline-flex min-h-6 items-center gap-1 hover:text-ink',
            order !== 'none' && 'font-semibold text-ink',
          )}
        >
          {children}
          <span className="w-[1em] text-center text-2xs" aria-hidden>
            {order === 'ascending' ? '▲' : order === 'descending' ? '▼' : '↕'}
          </span>
        </a>
      ) : (
        children
      )}
    </th>
  )
}

function directionOf({
  column,
  params,
}: {
  column: string
  params: SearchParams
}): 'ascending' | 'descending' | 'none' {
  if (params.sort === column) return 'ascending'
  return params.sort === `-${column}` ? 'descending' : 'none'
}

export function Td({
  label,
  numeric = false,
  className,
  children,
  ...rest
}: ComponentProps<'td'> & { label?: string; numeric?: boolean }) {
  return (
    <td data-label={label} className={clsx(numeric && 'text-end!', className) || undefined} {...rest}>
      {whole(children)}
    </td>
  )
}

/** The link of a row: a click anywhere on the row follows it (see SoftNavigation), and J/K move between them. */
export function RowLink({ children, className, ...rest }: ComponentProps<'a'>) {
  return (
    <a data-row className={clsx('row-link', className)} {...rest}>
      {children}
    </a>
  )
}
