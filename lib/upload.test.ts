import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { checkUpload, type Upload } from './upload'

const noise = (width: number, height: number) =>
  sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
const paper = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#f5f1e8' } })

/** Every file is answered within this, whatever it is. */
const milliseconds = 2_000
async function check(content: Buffer) {
  const start = performance.now()
  const said = await checkUpload(content)
  expect(performance.now() - start).toBeLessThan(milliseconds)
  return said
}
const kept = async (content: Buffer): Promise<Upload> => {
  const said = await check(content)
  if (typeof said === 'string') throw new Error(said)
  return said
}

function pngHead(width: number, height: number, data: Buffer = Buffer.alloc(0)): Buffer {
  const chunk = (kind: string, body: Buffer) => {
    const made = Buffer.alloc(12 + body.length)
    made.writeUInt32BE(body.length)
    made.write(kind, 4, 'latin1')
    body.copy(made, 8)
    return made
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const start = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([start, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

const pdf = (objects = '', trailer = ''): Buffer =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n${objects}\ntrailer\n<</Root 1 0 R${trailer}>>\nstartxref\n9\n%%EOF\n`,
    'latin1',
  )
const packed = (text: string, filter = '/Filter/FlateDecode'): string => {
  const content = filter ? deflateSync(text) : Buffer.from(text)
  return `5 0 obj\n<</Type/ObjStm/N 1/First 4${filter}/Length ${content.length}>>\nstream\n${content.toString('latin1')}\nendstream\nendobj`
}

describe('a picture', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('as %s is kept as a JPEG', async format => {
    const { content, contentType, pixels } = await kept(await paper(400, 300).toFormat(format).toBuffer())
    expect([contentType, pixels]).toEqual(['image/jpeg', 120_000])
    expect((await sharp(content).metadata()).format).toBe('jpeg')
  })

  it('loses place, device and comments, and stands upright', async () => {
    const photo = await paper(400, 300)
      .withMetadata({ orientation: 6 })
      .withExifMerge({ IFD0: { Make: 'Phone of 王沐阳' }, IFD3: { GPSLatitude: '31/1 11/1 0/1' } })
      .jpeg()
      .toBuffer()
    expect(photo.includes('Phone of')).toBe(true)
    const { content } = await kept(photo)
    const { exif, xmp, iptc, icc, width, height, orientation } = await sharp(content).metadata()
    expect({ exif, xmp, iptc, icc, orientation }).toEqual({})
    expect([width, height]).toEqual([300, 400])
    for (const trace of ['Exif', 'Phone of', 'GPS']) expect(content.includes(trace)).toBe(false)
  })

  it('loses what is hidden behind it', async () => {
    const page = Buffer.from('<script>alert(1)</script>PK\x03\x04')
    const { content } = await kept(Buffer.concat([await paper(90, 90).jpeg().toBuffer(), page]))
    expect(content.includes('script')).toBe(false)
  })

  it('of 20 million pixels is made smaller', async () => {
    const { pixels } = await kept(await paper(5_000, 4_000).jpeg().toBuffer())
    expect(pixels).toBe(3_000 * 2_400)
  })

  it('is refused by its size before it is decoded', async () => {
    expect(await check(pngHead(7_000, 6_000))).toBe('pixels')
    // 900 MB of pixels in 900 KB
    expect(await check(pngHead(30_000, 10_000, deflateSync(Buffer.alloc(20_000_000))))).toBe('pixels')
  })

  it('is refused when more comes out of it than its head says, or less', async () => {
    expect(await check(pngHead(2_000, 2_000, deflateSync(Buffer.alloc(50_000_000))))).toBe('damaged')
    expect(await check(pngHead(2_000, 2_000, deflateSync(Buffer.alloc(100))))).toBe('damaged')
  })

  it.each(['jpeg', 'png', 'webp'] as const)('as %s that is cut off is refused', async format => {
    const whole = await noise(300, 300).toFormat(format).toBuffer()
    for (const part of [0.02, 0.5, 0.9])
      expect(await check(whole.subarray(0, Math.floor(whole.length * part)))).toBe('damaged')
  })

  it('is one of many at a time: who comes last hears so at once', async () => {
    const photo = await paper(2_000, 2_000).jpeg().toBuffer()
    const all = await Promise.all(Array.from({ length: 12 }, () => check(photo)))
    expect(all.filter(one => one === 'busy')).toHaveLength(4)
    expect(all.filter(one => typeof one === 'object')).toHaveLength(8)
  })
})

describe('what is neither a picture nor a PDF', () => {
  it.each([
    ['a GIF that is a script', 'GIF89a=1;alert(document.cookie)'],
    ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a page before a PDF', `<script>alert(1)</script>${pdf().toString('latin1')}`],
    ['an archive', 'PK\x03\x04\x14\x00'],
    ['a program', 'MZ\x90\x00'],
    ['text', 'photo.jpg'],
  ])('is refused: %s', async (_what, text) => {
    expect(await check(Buffer.from(text, 'latin1'))).toBe('kind')
  })

  it('is refused when it is empty or too large', async () => {
    expect(await check(Buffer.alloc(0))).toBe('empty')
    expect(await check(Buffer.alloc(10 * 1024 * 1024 + 1, '%PDF-'))).toBe('tooLarge')
  })
})

describe('a PDF', () => {
  it('is kept as it came', async () => {
    for (const plain of [pdf(), pdf(packed('5 0 <</Type/Page>>')), pdf(packed('5 0 <</Type/Page>>', ''))])
      expect(await kept(plain)).toEqual({ content: plain, contentType: 'application/pdf', pixels: null })
  })

  it.each([
    ['a script', pdf('2 0 obj\n<</S/JavaScript/JS(app.alert\\(1\\))>>\nendobj')],
    ['a script in escaped letters', pdf('2 0 obj\n<</S/J#61va#53cript/JS(1)>>\nendobj')],
    ['a script among packed objects', pdf(packed('5 0 <</S/JavaScript/JS(1)>>'))],
    ['a program', pdf('2 0 obj\n<</S/Launch/F(cmd.exe)>>\nendobj')],
    ['another file', pdf('2 0 obj\n<</Type/EmbeddedFile>>stream\nx\nendstream\nendobj')],
    ['a form that sends itself', pdf('2 0 obj\n<</S/SubmitForm>>\nendobj')],
  ])('is refused with %s', async (_what, content) => {
    expect(await check(content)).toBe('active')
  })

  it('is refused when it is encrypted', async () => {
    expect(await check(pdf('', '/Encrypt 7 0 R'))).toBe('encrypted')
  })

  it.each([
    ['cut off', pdf().subarray(0, 60)],
    ['with an archive behind', Buffer.concat([pdf(), Buffer.from('PK\x05\x06'), Buffer.alloc(18)])],
    ['with a page behind', Buffer.concat([pdf(), Buffer.from('<script>alert(1)</script>')])],
    ['packed so that it grows', pdf(packed('\0'.repeat(30_000_000)))],
    ['packed in a way that hides', pdf(packed('5 0 <</S/JavaScript>>', '/Filter[/LZWDecode/FlateDecode]'))],
    ['packed where nobody looks', pdf(packed('x').replace('/N 1', `/N 1/X(${' '.repeat(5_000)})`))],
  ])('is refused %s', async (_what, content) => {
    expect(await check(content)).toBe('damaged')
  })

  it('of ten megabytes is answered in time', async () => {
    const noise = randomBytes(9_900_000).toString('latin1').replaceAll('PK', '  ')
    const scan = pdf(`2 0 obj\n<</Subtype/Image>>\nstream\n${noise}\nendstream\nendobj`)
    expect((await kept(scan)).content.length).toBe(scan.length)
  })
})
