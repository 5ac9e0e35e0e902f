/** A picture as it is kept: without where, when and with what it was taken. */
export type CleanPicture = { content: Buffer; pixels: number }

/**
 * Takes out what a camera or a program wrote beside the picture: position, time, device, comments. The picture itself is not decoded;
 * how a JPEG is turned is kept. Undefined when the file is not built as its kind says.
 */
export function withoutMetadata(content: Buffer, contentType: string): CleanPicture | undefined {
  try {
    switch (contentType) {
      case 'image/jpeg':
        return cleanJpeg(content)
      case 'image/png':
        return cleanPng(content)
      case 'image/webp':
        return cleanWebp(content)
      default:
        return undefined
    }
  } catch (error) {
    // reading past the end: the file is cut off or lies about its lengths
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
/** JFIF, colour profile and Adobe's colour transform say how to draw; every other APPn and COM says something else. */
const isKept = (marker: number): boolean =>
  [0xe0, 0xe2, 0xee].includes(marker) || !((marker >= 0xe0 && marker <= 0xef) || marker === 0xfe)

function cleanJpeg(content: Buffer): CleanPicture | undefined {
  const kept: Buffer[] = [content.subarray(0, 2)]
  let pixels = 0
  let turned = 1
  for (let at = 2; ; ) {
    if (content.readUInt8(at) !== 0xff) return undefined
    const marker = content.readUInt8(at + 1)
    if (marker === 0xff) {
      at++
      continue
    }
    // what stands behind the end is not part of the picture
    if (marker === 0xd9) {
      if (pixels === 0) return undefined
      if (turned > 1) kept.splice(1, 0, orientationSegment(turned))
      return { content: Buffer.concat([...kept, content.subarray(at, at + 2)]), pixels }
    }
    const length = content.readUInt16BE(at + 2)
    const segment = content.subarray(at, at + 2 + length)
    if (length < 2 || segment.length < 2 + length) return undefined
    if (marker === 0xda) {
      const end = endOfScan(content, at + 2 + length)
      kept.push(content.subarray(at, end))
      at = end
      continue
    }
    if (isFrame(marker)) pixels = segment.readUInt16BE(5) * segment.readUInt16BE(7)
    if (marker === 0xe1) turned = orientationOf(segment.subarray(4)) ?? turned
    if (isKept(marker)) kept.push(segment)
    at += 2 + length
  }
}

/** Where the next marker stands behind the drawn lines: in these 0xff is followed by nought, or by the number of a restart. */
function endOfScan(content: Buffer, from: number): number {
  for (let at = from; ; at++) {
    at = content.indexOf(0xff, at)
    if (at < 0) throw new RangeError('The lines end without a marker')
    const next = content.readUInt8(at + 1)
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at
  }
}

/** How the picture is turned, from its EXIF (tag 0x0112 of the first directory). */
function orientationOf(exif: Buffer): number | undefined {
  if (exif.toString('latin1', 0, 6) !== 'Exif\0\0') return undefined
  const tiff = exif.subarray(6)
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  const first = long(4)
  for (let entry = 0; entry < Math.min(short(first), 100); entry++) {
    const at = first + 2 + entry * 12
    if (short(at) === 0x0112) {
      const value = short(at + 8)
      return value >= 1 && value <= 8 ? value : undefined
    }
  }
  return undefined
}

/** An EXIF segment with nothing but the orientation. */
function orientationSegment(turned: number): Buffer {
  const segment = Buffer.from(
    'ffe100224578696600004d4d002a00000008000101120003000000010000000000000000',
    'hex',
  )
  segment.writeUInt16BE(turned, 28)
  return segment
}

const drawnChunks = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'cHRM',
  'gAMA',
  'iCCP',
  'sBIT',
  'sRGB',
  'bKGD',
  'pHYs',
])

function cleanPng(content: Buffer): CleanPicture | undefined {
  const kept: Buffer[] = [content.subarray(0, 8)]
  let pixels = 0
  for (let at = 8; ; ) {
    const length = content.readUInt32BE(at)
    const kind = content.toString('latin1', at + 4, at + 8)
    const chunk = content.subarray(at, at + 12 + length)
    if (chunk.length < 12 + length) return undefined
    if (kind === 'IHDR') pixels = chunk.readUInt32BE(8) * chunk.readUInt32BE(12)
    if (drawnChunks.has(kind)) kept.push(chunk)
    // what stands behind the end is not part of the picture
    if (kind === 'IEND') return pixels > 0 ? { content: Buffer.concat(kept), pixels } : undefined
    at += 12 + length
  }
}

function cleanWebp(content: Buffer): CleanPicture | undefined {
  const kept: Buffer[] = []
  let pixels = 0
  const end = Math.min(content.length, content.readUInt32LE(4) + 8)
  for (let at = 12; at + 8 <= end; ) {
    const kind = content.toString('latin1', at, at + 4)
    const length = content.readUInt32LE(at + 4)
    const padded = 8 + length + (length % 2)
    const chunk = Buffer.from(content.subarray(at, at + padded))
    if (chunk.length < 8 + length) return undefined
    if (kind === 'VP8X') {
      pixels = (chunk.readUIntLE(12, 3) + 1) * (chunk.readUIntLE(15, 3) + 1)
      // the flags for EXIF and XMP, which are gone
      chunk.writeUInt8(chunk.readUInt8(8) & ~0x0c, 8)
    } else if (kind === 'VP8 ' && pixels === 0) {
      pixels = (chunk.readUInt16LE(14) & 0x3fff) * (chunk.readUInt16LE(16) & 0x3fff)
    } else if (kind === 'VP8L' && pixels === 0) {
      const size = chunk.readUInt32LE(9)
      pixels = ((size & 0x3fff) + 1) * (((size >>> 14) & 0x3fff) + 1)
    }
    if (kind !== 'EXIF' && kind !== 'XMP ') kept.push(chunk)
    at += padded
  }
  if (pixels === 0) return undefined
  const body = Buffer.concat(kept)
  const head = Buffer.from(content.subarray(0, 12))
  head.writeUInt32LE(body.length + 4, 4)
  return { content: Buffer.concat([head, body]), pixels }
}
