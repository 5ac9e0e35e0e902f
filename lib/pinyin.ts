import 'server-only'
import { pinyin } from 'pinyin-pro'

/** The syllables of a person's name without tones, the surname read as one: 曾小雨 → zeng xiao yu. ü is written v. */
export function syllablesOfPerson(name: string): string[] {
  return pinyin(name, { surname: 'head', toneType: 'none', type: 'array', v: true })
}

/** The syllables of any other name: 南京西路店 → nan jing xi lu dian. */
export function syllablesOf(text: string): string[] {
  return pinyin(text, { toneType: 'none', type: 'array', v: true })
}
