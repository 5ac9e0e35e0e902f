/** Whether a key belongs to a field, to the browser or to what is open above the page, and so to nobody who listens to the whole page. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1)
    return true
  if (document.querySelector('dialog[open]')) return true
  return (event.target as Element).matches?.('input, select, textarea, [contenteditable]')
}
