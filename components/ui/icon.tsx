import type { IconName } from './icon-names'
import sprite from './icons.svg'
import { type Markup, markup } from './markup'

export type { IconName }

/**
 * A picture beside a word, never in its place: who cannot see it is told nothing.
 * All of them are one file that the browser keeps, so that no page carries drawings; `npm run icons` draws it.
 */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg className={className ? `icon ${className}` : 'icon'} aria-hidden="true">
      <use href={`${sprite.src}#${name}`} />
    </svg>
  )
}

/** The same where elements are written as text. */
export const drawIcon = (name: IconName): Markup =>
  markup`<svg class="icon" aria-hidden="true"><use href="${sprite.src}#${name}"/></svg>`
