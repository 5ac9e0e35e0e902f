import type { RefObject } from 'react'
import type { Markup } from './markup'

/**
 * An element whose content is written as text: for long lists and what is on every page, where every element that React makes is felt.
 * Nothing else may do this (biome.json).
 */
export function Written({
  as: Element,
  label,
  className,
  box,
  children,
}: {
  as: 'tbody' | 'ul' | 'nav'
  label?: string
  className?: string
  box?: RefObject<HTMLElement | null>
  children: Markup
}) {
  return (
    <Element
      ref={box as RefObject<null> | undefined}
      aria-label={label}
      className={className}
      dangerouslySetInnerHTML={{ __html: children.toString() }}
    />
  )
}
