export type Toast = {
  message: string
  tone?: 'ok' | 'bad'
  /** Offered for as long as the message stands (8 s). */
  undo?: () => void
}

/** Says something at the edge of the page; the shell's Toaster shows it. Client only. */
export function toast(message: Toast): void {
  window.dispatchEvent(new CustomEvent<Toast>('outpost:toast', { detail: message }))
}
