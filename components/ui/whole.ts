import { createElement, Fragment, type ReactNode } from 'react'

const pieces = /((?:[A-Z]{2}-)?\d{4}-\d{2,}(?:-\d{2})?)/

/** Text in which dates and numbers of requests stay in one piece: browsers break a line after a hyphen. Other nodes stay as they are. */
export function whole(text: ReactNode): ReactNode {
  const parts = typeof text === 'string' ? text.split(pieces) : []
  if (parts.length < 2) return text
  return createElement(
    Fragment,
    null,
    ...parts.map((part, n) =>
      n % 2 === 0 ? part : createElement('span', { className: 'whitespace-nowrap' }, part),
    ),
  )
}
