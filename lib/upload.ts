import 'server-only'
import { Failure } from './failure'
import { faultOfPdf, type PdfFault } from './pdf'
import { withoutMetadata } from './picture'
import { sharp } from './sharp'
import { largestUpload } from './weight'

/** A file that was looked at, as it is kept: a picture drawn anew, or a PDF as it came. */
export type Upload = {
  content: Buffer
  contentType: 'image/jpeg' | 'application/pdf'
  /** Of a picture as it is kept. */
  pixels: number | null
}
export type UploadFault = 'empty' | 'tooLarge' | 'kind' | 'pixels' | 'busy' | PdfFault

/** Of what is sent: more is made to hurt whoever decodes it. */
export const mostPixels = 20_000_000
/** Of what is kept: an A4 page at 250 dots per inch. */
const longestSide = 3_000
const secondsToDraw = 2

// one picture takes one core, and nothing of it stays in memory for a next one
sharp.concurrency(1)
sharp.cache(false)

const kinds: [contentType: string, is: (content: Buffer) => boolean][] = [
  ['image/jpeg', content => content.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ['image/png', content => content.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  [
    'image/webp',
    content => content.toString('latin1', 0, 4) === 'RIFF' && content.toString('latin1', 8, 12) === 'WEBP',
  ],
  ['application/pdf', content => content.toString('latin1', 0, 5) === '%PDF-'],
]

/**
 * Looks at what somebody sends, by its content alone: neither its name nor what the browser says of it counts. A picture's size is read
 * before it is decoded; then it is drawn anew, so that nothing is left of the file but what is seen.
 */
export async function checkUpload(content: Buffer): Promise<Upload | UploadFault> {
  if (content.length === 0) return 'empty'
  if (content.length > largestUpload) return 'tooLarge'
  const contentType = kinds.find(([, is]) => is(content))?.[0]
  if (!contentType) return 'kind'
  if (contentType === 'application/pdf') return faultOfPdf(content) ?? { content, contentType, pixels: null }
  const built = withoutMetadata(content, contentType)
  if (!built) return 'damaged'
  if (built.pixels > mostPixels) return 'pixels'
  return drawing.inTurn(() => redrawn(content))
}

export type KeptFile = { name: string; contentType: Upload['contentType']; content: Buffer }

/** What a form brings, one after the other, so that it waits for one turn at a time. */
export async function keepFiles(files: File[], takes?: 'pictures'): Promise<KeptFile[]> {
  const kept: KeptFile[] = []
  for (const file of files) kept.push(await keepFile(file, takes, 'files'))
  return kept
}

/** One file as it is kept, under a name that is no path; refused by its name. */
export async function keepFile(file: File, takes?: 'pictures', field?: string): Promise<KeptFile> {
  const name = file.name.replace(/[\p{Cc}\\/]/gu, '').slice(0, 120) || 'file'
  const upload = await checkUpload(Buffer.from(await file.arrayBuffer()))
  const refused = (code: (typeof refusals)[UploadFault] | 'notAPhoto') =>
    new Failure(`input.${code}`, { name: name.slice(0, 60) }, field)
  if (takes === 'pictures' && (upload === 'kind' || isPdf(upload))) throw refused('notAPhoto')
  if (typeof upload === 'string') throw refused(refusals[upload])
  const { content, contentType } = upload
  return { name: contentType === 'image/jpeg' ? asJpeg(name) : name, contentType, content }
}

/** Also one that is not taken. */
const isPdf = (upload: Upload | UploadFault): boolean =>
  typeof upload === 'string'
    ? upload === 'encrypted' || upload === 'active'
    : upload.contentType === 'application/pdf'

const refusals = {
  empty: 'fileEmpty',
  tooLarge: 'fileTooLarge',
  kind: 'fileKind',
  pixels: 'filePixels',
  damaged: 'fileDamaged',
  encrypted: 'fileEncrypted',
  active: 'fileActive',
  busy: 'fileBusy',
} as const satisfies Record<UploadFault, string>

/** A picture's name as it is kept: every one is a JPEG. */
const asJpeg = (name: string): string =>
  /\.jpe?g$/i.test(name) ? name : `${name.replace(/\.\w{1,5}$/, '').slice(0, 116)}.jpg`

async function redrawn(content: Buffer): Promise<Upload | UploadFault> {
  try {
    const { data, info } = await sharp(content, { limitInputPixels: mostPixels, failOn: 'error' })
      .timeout({ seconds: secondsToDraw })
      .autoOrient()
      .resize(longestSide, longestSide, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .jpeg({ quality: 85 })
      .toBuffer({ resolveWithObject: true })
    return { content: data, contentType: 'image/jpeg', pixels: info.width * info.height }
  } catch {
    // cut off, or not what its head says
    return 'damaged'
  }
}

/** Few at a time, so that the rest of the house keeps answering, and a short queue, so that whoever waits is answered soon. */
class Turns {
  private running = 0
  private readonly waiting: (() => void)[] = []

  constructor(
    private readonly most: number,
    private readonly longest: number,
  ) {}

  async inTurn<T>(work: () => Promise<T>): Promise<T | 'busy'> {
    if (this.running >= this.most) {
      if (this.waiting.length >= this.longest) return 'busy'
      // whoever is done hands the turn over, so the number stays
      await new Promise<void>(done => this.waiting.push(done))
    } else this.running++
    try {
      return await work()
    } finally {
      const next = this.waiting.shift()
      if (next) next()
      else this.running--
    }
  }
}

const drawing = new Turns(2, 6)
