import { inflateSync } from 'node:zlib'

/**
 * The text of a PDF as somebody would copy it out of it, page after page: each font's own table (ToUnicode) says what its signs stand for.
 * Reads what `lib/paper.ts` writes, not PDFs in general.
 */
export function textOf(pdf: Buffer): string[] {
  const objects = objectsOf(pdf)
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head))
  return pages.map(({ head }) => {
    const fonts = new Map(
      [...whole(objects, /\/Resources (\d+) 0 R/.exec(head)?.[1]).matchAll(/\/(F\d+) (\d+) 0 R/g)].map(
        ([, name = '', id = '']) => [name, signsOf(objects, id)],
      ),
    )
    const content = objects.get(/\/Contents (\d+) 0 R/.exec(head)?.[1] ?? '')?.stream ?? ''
    let signs: Map<string, string> | undefined
    let text = ''
    for (const [, font, shown] of content.matchAll(
      /\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[\s\d.-])*)\] TJ/g,
    )) {
      if (font) signs = fonts.get(font)
      else if (shown !== undefined)
        text += `${[...shown.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => readSigns(hex, signs)).join('')}\n`
    }
    return text
  })
}

type Found = { head: string; stream: string }

function objectsOf(pdf: Buffer): Map<string, Found> {
  const text = pdf.toString('latin1')
  const objects = new Map<string, Found>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)(?:\nendobj|\nstream\n)/g)) {
    const [all, id = '', head = ''] = match
    const from = match.index + all.length
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const bytes = all.endsWith('stream\n') ? pdf.subarray(from, from + length) : Buffer.alloc(0)
    const isPacked = /\/FlateDecode/.test(head) && bytes.length > 0
    objects.set(id, { head, stream: (isPacked ? inflateSync(bytes) : bytes).toString('latin1') })
  }
  return objects
}

const whole = (objects: Map<string, Found>, id: string | undefined): string =>
  objects.get(id ?? '')?.head ?? ''

function signsOf(objects: Map<string, Found>, font: string): Map<string, string> {
  const table = objects.get(/\/ToUnicode (\d+) 0 R/.exec(whole(objects, font))?.[1] ?? '')?.stream ?? ''
  const signs = new Map<string, string>()
  for (const [, from = '', , list = ''] of table.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/g))
    for (const [n, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]*)>/g)].entries()) {
      const code = (Number.parseInt(from, 16) + n).toString(16).padStart(4, '0')
      signs.set(code, Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'))
    }
  return signs
}

const readSigns = (hex: string, signs: Map<string, string> | undefined): string =>
  (hex.match(/.{4}/g) ?? []).map(code => signs?.get(code) ?? '\uFFFD').join('')
