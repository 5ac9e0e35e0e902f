import type { Markup } from './markup'

/** An element whose content is written as text: for long lists only, where every element that React makes is felt. Nothing else may do this (biome.json). */
export function Written({
  as: Element,
  className,
  children,
}: {
  as: 'tbody' | 'ul'
  className?: string
  children: Markup
}) {
  return <Element className={className} dangerouslySetInnerHTML={{ __html: children.toString() }} />
}
