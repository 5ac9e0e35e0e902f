import 'server-only'
import { inflateSync } from 'node:zlib'

export type PdfFault = 'damaged' | 'encrypted' | 'active'

/** What makes a PDF do something when it is opened, or carry another file. Each is too long to occur in compressed data by chance. */
const active =
  /\/(JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|Rendition|XFA\s*[[\d])/
/** The end of a zip archive: a file that is a PDF in front and an archive behind. */
const archiveEnd = Buffer.from('PK\x05\x06', 'latin1')
/** What its compressed objects may come to. */
const mostInflated = 20 * 1024 * 1024

/**
 * Looks at how a PDF is built, without drawing it: begins and ends as one, is not encrypted, and names nothing active, neither plainly
 * nor with escaped letters nor in its compressed objects. What is in pictures and fonts is not looked at.
 */
export function faultOfPdf(content: Buffer): PdfFault | undefined {
  const text = content.toString('latin1')
  if (!/^%PDF-[12]\.\d/.test(text)) return 'damaged'
  if (!/(startxref\s+\d+\s+%%EOF\s*)$/.test(text.slice(-1024))) return 'damaged'
  if (content.subarray(-66_000).includes(archiveEnd)) return 'damaged'
  const plain = unescaped(text)
  // in a trailer or in the dictionary of a cross-reference stream, neither of which is ever compressed
  if (/\/Encrypt\s*(\d+\s+\d+\s+R|<<)/.test(plain)) return 'encrypted'
  if (active.test(plain)) return 'active'
  let left = mostInflated
  let seen = 0
  for (const packed of packedObjects(content, text)) {
    seen++
    if (packed === 'plain') continue
    const objects = inflated(packed, left)
    if (!objects) return 'damaged'
    left -= objects.length
    if (active.test(unescaped(objects.toString('latin1')))) return 'active'
  }
  // one that is written so that it is not found here
  return seen === [...plain.matchAll(/\/ObjStm\b/g)].length ? undefined : 'damaged'
}

/** Any letter of a name may be written as #xx. */
const unescaped = (text: string): string =>
  text.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Streams in which objects are packed (ISO 32000-1, 7.5.7); undefined stands for one that is packed in a way that we do not undo. */
function* packedObjects(content: Buffer, text: string): Generator<Buffer | 'plain' | undefined> {
  const longestDictionary = 4_000
  for (let at = text.indexOf('stream'); at >= 0; at = text.indexOf('stream', at + 6)) {
    if (text.startsWith('end', at - 3)) continue
    const before = text.slice(Math.max(0, at - longestDictionary), at)
    const dictionary = unescaped(before.slice(before.lastIndexOf(' obj') + 1))
    if (!/\/ObjStm\b/.test(dictionary)) continue
    const from = at + 6 + (text[at + 6] === '\r' ? 2 : 1)
    const to = text.indexOf('endstream', from)
    const isFlate = /\/Filter\s*\[?\s*\/FlateDecode\s*(\]|\/|>)/.test(dictionary)
    const isUndone = isFlate && to > from && !/\/DecodeParms/.test(dictionary)
    // what is not packed was read with the rest
    if (!/\/Filter/.test(dictionary)) yield 'plain'
    else yield isUndone ? content.subarray(from, to) : undefined
  }
}

function inflated(packed: Buffer | undefined, most: number): Buffer | undefined {
  if (!packed || most <= 0) return undefined
  try {
    return inflateSync(packed, { maxOutputLength: most })
  } catch {
    return undefined
  }
}
