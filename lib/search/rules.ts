import type { TransferKind } from '../transfers/rules'

/** The longest text that is searched for, in characters. */
export const longestTerm = 40
/** The most that a typeahead or the palette answers. */
export const mostFound = 20

/** What somebody typed, understood: which index answers it. */
export type Term =
  | { kind: 'number'; exact: string }
  | { kind: 'numbers'; from: string; to: string }
  | { kind: 'latin'; text: string }
  | { kind: 'name'; text: string; grams: string[] }

/** Full width to half width, one space between words, lower case, no control or direction marks, at most 40 characters. */
export function normalise(typed: string): string {
  const plain = typed
    .slice(0, 400)
    .normalize('NFKC')
    .replace(/[\p{C}\p{M}]/gu, '')
    .replace(/[·•・‧∙.]/g, '·')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
  return [...plain].slice(0, longestTerm).join('')
}

/**
 * '231' is a whole number, 'E00231' and '00231' the start of one, 'liwanqing' and 'lwq' pinyin or initials, '婉清' a piece of a name.
 * Undefined when there is nothing to look for (empty, emoji, punctuation): then nothing is found and nothing is scanned.
 */
export function termOf(typed: string): Term | undefined {
  const text = normalise(typed)
  const [, letter, digits] = /^(e?)(\d{1,9})$/.exec(text) ?? []
  if (digits) {
    const isBare = !letter && digits.length < 5 && !digits.startsWith('0')
    return isBare
      ? { kind: 'number', exact: `E${digits.padStart(5, '0')}` }
      : { kind: 'numbers', from: `E${digits}`, to: after(`E${digits}`) }
  }
  const latin = text.replace(/[ '’·-]/g, '').replaceAll('ü', 'v')
  if (/^[a-z]+$/.test(latin)) return { kind: 'latin', text: latin }
  const name = text.replaceAll(' ', '')
  if (/\p{L}/u.test(name) && /^[\p{L}\p{N}·'-]+$/u.test(name)) {
    return { kind: 'name', text: name, grams: askedGrams(name) }
  }
  return undefined
}

/** The end of a phone, four figures and nothing else, or the whole of one, which may be typed in groups or with the country before it. */
export function phoneOf(typed: string): { tail: string; whole?: string } | undefined {
  const text = normalise(typed)
  if (/^\d{4}$/.test(text)) return { tail: text }
  const [, whole] = /^(?:\+?86)?(1\d{10})$/.exec(text.replace(/[ -]/g, '')) ?? []
  return whole ? { tail: whole.slice(-4), whole } : undefined
}

/** The first text that no longer starts with `prefix`: E150 → E151, E199 → E2. A range is read in the order of the index, LIKE is not. */
function after(prefix: string): string {
  const kept = prefix.replace(/9+$/, '')
  const last = kept.charCodeAt(kept.length - 1)
  return kept.slice(0, -1) + String.fromCharCode(last + 1)
}

/** The pieces under which a name is filed: each character and each pair of neighbours. */
export function gramsOf(name: string): string[] {
  const letters = [...normalise(name).replaceAll(' ', '')]
  return [...new Set(letters.flatMap((letter, at) => [letter, ...pairAt(letters, at)]))]
}

/** The pieces that a name must have to be found: the pairs, or the character where there is only one. */
function askedGrams(text: string): string[] {
  const letters = [...text]
  return letters.length === 1 ? letters : [...new Set(letters.flatMap((_, at) => pairAt(letters, at)))]
}

function pairAt(letters: string[], at: number): string[] {
  const next = letters[at + 1]
  return next === undefined ? [] : [`${letters[at]}${next}`]
}

/** A LIKE pattern for "starts with": what the caller typed never acts as a wildcard. */
export function startsWith(text: string): string {
  return `${escapeLike(text)}%`
}

/** A LIKE pattern for "contains". */
export function contains(text: string): string {
  return `%${escapeLike(text)}%`
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}

/** The start of a request's number: 'dg-2026-04', 'dg2026' and '2026-0417' are understood; undefined when it is none. */
export function requestPrefix(typed: string): string | undefined {
  const text = normalise(typed).toUpperCase()
  const parts = /^([A-Z]{2})(?:-?(\d{4})(?:-?(\d{0,8}))?)?-?$/.exec(text)
  if (!parts) return undefined
  const [, prefix, year, number] = parts
  return [prefix, year, number].filter(Boolean).join('-')
}

/** The numbers that '417' may stand for, this year and the one before: 'DG-2026-0417', 'DG-2025-0417'. */
export function requestNumbers(typed: string, year: number): string[] {
  const text = normalise(typed)
  if (!/^\d{1,8}$/.test(text)) return []
  const number = text.replace(/^0+(?=\d)/, '').padStart(4, '0')
  return [year, year - 1].map(each => `DG-${each}-${number}`)
}

/** What is begun for somebody, as people call it: its words, their sounds and initials, whatever language the page is in. */
const transferVerbs: Record<'transfer' | TransferKind, string[]> = {
  transfer: ['调岗', '发起调岗', 'diaogang', 'dg', 'transfer'],
  dispatch: ['派驻', '发起派驻', 'paizhu', 'pz', 'dispatch'],
  move: ['换店', 'huandian', 'hd', 'move'],
  return: ['返回', 'fanhui', 'fh', 'return'],
  extend: ['延期', 'yanqi', 'yq', 'extend'],
}
export type TransferVerb = keyof typeof transferVerbs

/** '调岗 lwq' is a verb and whom it is for; undefined where the first word is no verb or nobody is named. */
export function transferFor(typed: string): { verb: TransferVerb; person: string } | undefined {
  const text = normalise(typed)
  const end = text.indexOf(' ')
  if (end === -1) return undefined
  const said = text.slice(0, end)
  const verb = (Object.keys(transferVerbs) as TransferVerb[]).find(one => transferVerbs[one].includes(said))
  return verb && { verb, person: text.slice(end + 1) }
}
