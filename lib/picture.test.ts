import { describe, expect, it } from 'vitest'
import { withoutMetadata } from './picture'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const frame = 'ffc0 000b 08 0010 0020 01 011100'
const scan = 'ffda 0008 01 0100 003f00 d2cf20 ffd9'
/** Orientation 6 and an IFD pointer that a GPS position would hang on. */
const exif = (orientation: string) =>
  `ffe1 002e 457869660000 4d4d002a00000008 0002 0112 0003 00000001 ${orientation}0000 8825 0004 00000001 00000026 00000000`
const secret = Buffer.from('31.2304N 121.4737E')
const comment = Buffer.concat([hex('fffe'), hex('0014'), secret])

describe('a JPEG', () => {
  it('loses its position, time and comments, and keeps how it is turned', () => {
    const raw = Buffer.concat([hex(`ffd8 ${exif('0006')}`), comment, hex(`${frame} ${scan}`)])
    const clean = withoutMetadata(raw, 'image/jpeg')
    expect(clean?.pixels).toBe(16 * 32)
    expect(clean?.content.includes(secret)).toBe(false)
    expect(clean?.content.includes(hex('8825'))).toBe(false)
    expect(clean?.content.includes(hex('0112 0003 00000001 0006'))).toBe(true)
    expect(clean?.content.subarray(-2)).toEqual(hex('ffd9'))
    // what is clean stays as it is
    expect(withoutMetadata(clean?.content ?? raw, 'image/jpeg')?.content).toEqual(clean?.content)
  })

  it('that is upright has no EXIF left at all', () => {
    const raw = hex(`ffd8 ${exif('0001')} ${frame} ${scan}`)
    expect(withoutMetadata(raw, 'image/jpeg')?.content).toEqual(hex(`ffd8 ${frame} ${scan}`))
  })

  it('keeps all of its scans, and nothing that stands behind its end', () => {
    const lines = 'ffda 0008 01 0100 003f00 d2ff00cf ffd3 20'
    const table = 'ffc4 0004 0000'
    const whole = hex(`ffd8 ${frame} ${lines} ${table} ${lines} ffd9`)
    // a film that a phone puts behind its photo, with the place in it
    const raw = Buffer.concat([whole, hex(`ffd8 ${exif('0001')}`), secret, Buffer.from('<script>')])
    expect(withoutMetadata(raw, 'image/jpeg')?.content).toEqual(whole)
  })

  it.each([
    ['is cut off', 'ffd8 ffe1 00ff 4578'],
    ['has no end', `ffd8 ${frame} ffda 0008 01 0100 003f00 d2ff00cf`],
    ['has no picture', `ffd8 ${scan}`],
    ['is something else behind two bytes', 'ffd8 3c68746d6c3e'],
    ['only begins', 'ffd8'],
  ])('that %s is refused', (_what, text) => {
    expect(withoutMetadata(hex(text), 'image/jpeg')).toBeUndefined()
  })
})

const chunk = (kind: string, data: string | Buffer) => {
  const body = typeof data === 'string' ? hex(data) : data
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  return Buffer.concat([length, Buffer.from(kind, 'latin1'), body, Buffer.alloc(4)])
}
const png = hex('89504e470d0a1a0a')

describe('a PNG', () => {
  it('loses texts and EXIF, and what stands behind its end', () => {
    const [head, data, end] = [
      chunk('IHDR', '00000003 00000005 0802000000'),
      chunk('IDAT', '00'),
      chunk('IEND', ''),
    ]
    const raw = Buffer.concat([
      png,
      head,
      chunk('tEXt', secret),
      chunk('eXIf', '4d4d'),
      data,
      end,
      Buffer.from('<script>'),
    ])
    expect(withoutMetadata(raw, 'image/png')).toEqual({
      content: Buffer.concat([png, head, data, end]),
      pixels: 15,
    })
  })

  it('without an end is refused', () => {
    expect(
      withoutMetadata(Buffer.concat([png, chunk('IHDR', '00000003 00000005 08')]), 'image/png'),
    ).toBeUndefined()
  })
})

describe('a WebP', () => {
  const part = (kind: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(data.length)
    return Buffer.concat([Buffer.from(kind, 'latin1'), length, data, Buffer.alloc(data.length % 2)])
  }
  const riff = (...parts: Buffer[]) => {
    const body = Buffer.concat(parts)
    const size = Buffer.alloc(4)
    size.writeUInt32LE(body.length + 4)
    return Buffer.concat([Buffer.from('RIFF'), size, Buffer.from('WEBP'), body])
  }
  it('loses EXIF and XMP, and no longer says that it has them', () => {
    const raw = riff(
      part('VP8X', hex('0c000000 0f0000 1f0000')),
      part('VP8 ', hex('00')),
      part('EXIF', secret),
    )
    expect(withoutMetadata(raw, 'image/webp')).toEqual({
      content: riff(part('VP8X', hex('00000000 0f0000 1f0000')), part('VP8 ', hex('00'))),
      pixels: 16 * 32,
    })
  })
})

it('takes nothing else', () => {
  expect(withoutMetadata(Buffer.from('%PDF-1.7'), 'application/pdf')).toBeUndefined()
})
