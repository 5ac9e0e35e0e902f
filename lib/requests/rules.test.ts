import { expect, it } from 'vitest'
import { contentTypeOf, isPicture } from './rules'

const bytes = (...content: number[]) => Uint8Array.from(content)
const text = (content: string) => new TextEncoder().encode(content)

it.each([
  ['a PNG', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'image/png', true],
  ['a JPEG', bytes(0xff, 0xd8, 0xff, 0xe0), 'image/jpeg', true],
  ['a WebP', text('RIFF0000WEBP'), 'image/webp', true],
  ['a PDF', text('%PDF-1.7'), 'application/pdf', false],
])(
  '%s is told by its first bytes, and is shown small only when it is a picture',
  (_, content, type, shown) => {
    expect(contentTypeOf(content)).toBe(type)
    expect(isPicture(type)).toBe(shown)
  },
)

it.each(['<svg xmlns="http://www.w3.org/2000/svg"/>', '<html>', 'GIF89a', 'RIFF0000WAVE', ''])(
  '%j is refused, so that nothing which can carry a script is ever drawn',
  content => {
    expect(contentTypeOf(text(content))).toBeUndefined()
  },
)

it.each(['image/svg+xml', 'text/html', 'image/PNG', ''])('%j is not drawn', type => {
  expect(isPicture(type)).toBe(false)
})
