import type { findableKinds } from '@/db/schema/finding'
import type { Role } from '../actor'

export type FindableKind = (typeof findableKinds)[number]

/** The kinds of text that a role reads anything of. */
export function kindsOf({ role }: { role: Role }): FindableKind[] {
  if (role === 'admin') return []
  const reads: FindableKind[] = role === 'specialist' || role === 'auditor' ? [] : ['report']
  return ['ticket', ...reads, 'notice']
}

/** The longest text that is searched for, in characters; what app.find_texts() takes. */
export const longestWords = 100

/** A letter of a text in the spelling that texts are searched in: half width, lower case, one kind of space. May be none or several. */
const spelled = (letter: string): string =>
  letter
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s/g, ' ')
    .replace(/[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/gu, '')

/** What was typed, as words in one spelling; none of them is empty. */
export function wordsOf(typed: string): string[] {
  const text = [...typed.normalize('NFKC').slice(0, longestWords)].map(spelled).join('')
  return text.split(' ').filter(word => word !== '')
}

/** Whether it can be found at all: the index knows pairs of characters. */
export const isFindable = (words: string[]): boolean => words.some(word => [...word].length >= 2)

/** `from` is where it begins in its text. */
export type Piece = { from: number; text: string; isHit: boolean }

/** What of a text is shown: so many letters before its first hit, and so many in all. */
const before = 24
const shown = 120

/**
 * The part of a text around the first word that was looked for, in pieces that are hits or not; its beginning when nothing of it hits.
 * Every piece is text as it was written, never markup.
 */
export function excerptOf(text: string, words: string[], length = shown): Piece[] {
  const letters = [...text.replace(/\s+/g, ' ').trim()]
  const hits = hitsIn(letters, words)
  const first = hits.indexOf(true)
  const from = Math.max(0, Math.min(first - before, letters.length - length))
  const to = Math.min(letters.length, from + length)
  const pieces: Piece[] = from > 0 ? [{ from: -1, text: '…', isHit: false }] : []
  for (let at = from; at < to; at++) {
    const isHit = hits[at] ?? false
    const last = pieces.at(-1)
    if (last && last.from >= 0 && last.isHit === isHit) last.text += letters[at]
    else pieces.push({ from: at, text: letters[at] ?? '', isHit })
  }
  if (to < letters.length) pieces.push({ from: to, text: '…', isHit: false })
  return pieces
}

/** For each letter whether it is part of a word. Letters are compared as they are spelled: ㎡ is two, a full-width Ａ one. */
function hitsIn(letters: string[], words: string[]): boolean[] {
  const hits = letters.map(() => false)
  let plain = ''
  const letterAt: number[] = []
  letters.forEach((letter, at) => {
    for (const sign of spelled(letter).split('')) {
      plain += sign
      letterAt.push(at)
    }
  })
  for (const word of words) {
    for (let at = plain.indexOf(word); at !== -1; at = plain.indexOf(word, at + word.length)) {
      for (const letter of letterAt.slice(at, at + word.length)) hits[letter] = true
    }
  }
  return hits
}

/** Texts of one thing that follow each other on a page are shown once, with how many more there are. */
export function gathered<T extends { ownerId: string }>(rows: T[]): (T & { more: number })[] {
  const things = new Map<string, T & { more: number }>()
  for (const row of rows) {
    const first = things.get(row.ownerId)
    if (first) first.more++
    else things.set(row.ownerId, { ...row, more: 0 })
  }
  return [...things.values()]
}

const folders = { ticket: 'tickets', notice: 'notices', report: 'reports' } as const

/** The address of what a text belongs to, in the seat whose pages begin with `at`. */
export const pathOfText = (at: string, row: { kind: FindableKind; key: string }): string =>
  `${at}/${folders[row.kind]}/${row.key}`
