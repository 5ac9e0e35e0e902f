// Arabic, Hebrew and the other scripts that run from right to left.
const runsLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

/** Whether a text holds what nobody sees: control characters, marks that turn its direction, letters without width. */
export function hidesSomething(text: string): boolean {
  return /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(text)
}

/**
 * What somebody wrote, so that its direction stays its own inside a sentence of ours: without this, the date after a Hebrew name
 * would be drawn before it. Elements isolate by style (app/globals.css); this is for texts that are put together as strings.
 */
export function isolated(text: string): string {
  return runsLeft.test(text) ? `\u2068${text}\u2069` : text
}
