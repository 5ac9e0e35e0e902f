import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { trailActions } from '@/lib/trail'

const folder = join(import.meta.dirname, '../messages')
const domains = readdirSync(join(folder, 'zh-CN'))

type Texts = { [key: string]: string | Texts }

function read(locale: string, file: string): Map<string, string> {
  return flat(JSON.parse(readFileSync(join(folder, locale, file), 'utf8')) as Texts)
}

function flat(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
    ),
  )
}

/** Names of the ICU arguments of a text, in plural and select branches too. */
function argumentsOf(text: string): string[] {
  const names = new Set<string>()
  let at = 0
  /** Reads a message up to the brace that ends it; each brace inside opens an argument. */
  const message = (): void => {
    for (; at < text.length && text[at] !== '}'; at++) if (text[at] === '{') argument()
  }
  /** Reads `{name}`, `{name, number}` or `{name, plural, one {…} other {…}}`, from its first brace to its last. */
  const argument = (): void => {
    at++
    const [, name = '', isChoice] =
      /^\s*(\w+)\s*(?:,\s*(plural|select|selectordinal))?/.exec(text.slice(at)) ?? []
    names.add(name)
    for (; at < text.length && text[at] !== '}'; at++) {
      if (isChoice && text[at] === '{') {
        at++
        message()
      }
    }
  }
  message()
  return [...names].sort()
}

describe.each(domains)('messages/%s', file => {
  const chinese = read('zh-CN', file)
  const english = read('en', file)

  it('has the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  })

  it('has the same values in both languages', () => {
    const different = [...chinese].filter(
      ([key, text]) => argumentsOf(text).join() !== argumentsOf(english.get(key) ?? '').join(),
    )
    expect(different.map(([key]) => key)).toEqual([])
  })

  it('says 你, names what a button does, and does not shout', () => {
    const rude = [...chinese].filter(([, text]) => /您|亲，|！/.test(text) || text === '确定')
    expect(rude.map(([key]) => key)).toEqual([])
    expect([...english].filter(([, text]) => /!/.test(text)).map(([key]) => key)).toEqual([])
  })

  it('leaves no Chinese in the English catalogue, apart from names', () => {
    const left = [...english].filter(
      ([key, text]) =>
        /[\u4e00-\u9fff]/.test(text) && !/^gallery\.|locale|language|brand|sample|name/i.test(key),
    )
    expect(left.map(([key]) => key)).toEqual([])
  })
})

it('has words for every action of the trail', () => {
  const account = read('zh-CN', 'account.json')
  const wordless = trailActions.filter(action => !account.has(`trail.${action}`))
  expect(wordless).toEqual([])
})
