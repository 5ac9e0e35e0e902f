import { deflateSync } from 'node:zlib'
import { pngChunk } from '@/db/seeds/png'

/** A whole PNG of one pixel, with a text beside it that says where it was taken. */
export function photo(name = 'photo.png'): File {
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])
  return new File(
    [
      Buffer.concat([
        Buffer.from('89504e470d0a1a0a', 'hex'),
        pngChunk('IHDR', head),
        pngChunk('tEXt', Buffer.from(`Comment\0${takenAt}`)),
        pngChunk('IDAT', deflateSync(Buffer.from([0, 200, 100, 50]))),
        pngChunk('IEND', Buffer.alloc(0)),
      ]),
    ],
    name,
    { type: 'image/png' },
  )
}

export const takenAt = '31.2304N 121.4737E'

/** A whole PDF that says something. */
export function pdf(name = 'a.pdf', says = 'x'): File {
  const text = `%PDF-1.7\n% ${says}\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n`
  return new File([text], name, { type: 'application/pdf' })
}
