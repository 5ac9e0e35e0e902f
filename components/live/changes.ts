const shownFor = 2000
/** More than this is another page, not a change. */
const mostShown = 12
const places = 'tr, li, dd, [data-live], section, article'
/** What changes by itself, or by the reader's own hand. */
const quiet = 'time, form, dialog, [aria-live], [role=status], [data-quiet]'

let ending: (() => void) | undefined

/** Colours for a moment what the next drawing of the page changes; without movement for those who want none. */
export function showChanges(): void {
  ending?.()
  const main = document.getElementById('main')
  if (!main) return
  const path = location.href
  const changed = new Set<Element>()
  const observer = new MutationObserver(records => {
    if (location.href !== path) return ending?.()
    for (const { target, type, addedNodes } of records) {
      const nodes = type === 'childList' ? [...addedNodes] : [target]
      for (const node of nodes) {
        const element = node instanceof Element ? node : node.parentElement
        const place = element?.closest(places)
        if (place && main.contains(place) && !element?.closest(quiet)) changed.add(place)
      }
    }
    if (changed.size > mostShown) return ending?.()
    if (changed.size > 0) setTimeout(ends, 500)
    for (const element of changed)
      if (element.getAnimations().every(one => one.id !== 'changed')) show(element)
  })
  const ends = () => {
    clearTimeout(timer)
    observer.disconnect()
    if (ending === ends) ending = undefined
  }
  const timer = setTimeout(ends, 10_000)
  ending = ends
  observer.observe(main, { subtree: true, childList: true, characterData: true })
}

function show(element: Element): void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
  const colour = 'var(--color-hq-soft)'
  element.animate(
    isStill
      ? [{ backgroundColor: colour }, { backgroundColor: colour }]
      : [
          { backgroundColor: colour },
          { backgroundColor: colour, offset: 0.5 },
          { backgroundColor: 'transparent' },
        ],
    { duration: shownFor, id: 'changed' },
  )
}
