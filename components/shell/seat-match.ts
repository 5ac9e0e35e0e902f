import type { Seat } from './shell'

/** Whether what was typed may mean a seat: a piece of its name, the start of its code, or pinyin or initials from any syllable on. */
export function isMeant(
  { label, code, sound }: Pick<Seat, 'label' | 'code' | 'sound'>,
  typed: string,
): boolean {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  if (label.toLowerCase().includes(text) || code?.startsWith(text)) return true
  const latin = text.replace(/[\s'’·-]/g, '').replaceAll('ü', 'v')
  if (latin === '') return false
  return sound.some((_, at) => {
    const rest = sound.slice(at).map(syllable => syllable.toLowerCase())
    const initials = rest.map(syllable => syllable[0] ?? '').join('')
    return rest.join('').startsWith(latin) || initials.startsWith(latin)
  })
}
