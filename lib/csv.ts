/** A cell of a CSV file: quoted where it has to be, and never a formula to the program that opens it. */
export function cellOf(text: string): string {
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(text)
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** What a CSV file begins with, or spreadsheets read Chinese as rubbish. */
export const byteOrderMark = '\uFEFF'

export const lineOf = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`

/** A whole CSV file as spreadsheets open it. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  byteOrderMark + rows.map(lineOf).join('')
