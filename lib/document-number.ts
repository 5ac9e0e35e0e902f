/**
 * Whether somebody typed the number of an identity card (18 signs, or 15 on old ones) where it does not belong: an address is kept in logs
 * and histories, where nobody's document has a place.
 */
export function holdsDocumentNumber(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/[\s-]/g, '')
  return /\d{17}[\dx]/i.test(plain) || /^\d{15}$/.test(plain)
}

/** The same for the `pattern` of a field, which the browser holds people to without any script. */
export const noDocumentNumber = String.raw`(?!\s*(?:[0-9０-９][\s\-]*){15}$)(?!.*(?:[0-9０-９][\s\-]*){17}[0-9０-９xXｘＸ]).*`

/** What may become one while it is typed: nothing else of ours has so many figures in a row. */
export const mayBecomeDocumentNumber = (text: string): boolean =>
  /\d{10}/.test(text.normalize('NFKC').replace(/[\s-]/g, ''))
