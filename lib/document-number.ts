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

/** What may become one while it is typed: nothing else of ours has so many figures in a row but a whole phone. */
export function mayBecomeDocumentNumber(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/[\s-]/g, '')
  return /\d{10}/.test(plain) && !isPhone(plain)
}

/** A whole phone with which no card of today begins: those have the year and the month of a birth after six figures. */
const isPhone = (plain: string): boolean =>
  /^(?:\+?86)?1[3-9]\d{9}$/.test(plain) && !/^\d{6}(?:19|20)\d\d[01]$/.test(plain)
