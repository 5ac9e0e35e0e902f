import 'server-only'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'

/** What stands on a paper, from top to bottom. */
export type Part =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  /** Who signs and when: at the right, as letters have it. */
  | { kind: 'signature'; lines: string[] }
  | { kind: 'facts'; rows: readonly (readonly [label: string, value: string])[] }
  /** Columns share the width as `widths` say, evenly without. */
  | { kind: 'table'; headings: string[]; rows: readonly (readonly string[])[]; widths?: number[] }

export type Paper = {
  title: string
  /** A line under the title: whose it is, of which day. */
  lead?: string
  parts: readonly Part[]
  /** At the foot of each page, beside its number. */
  footer: string
  pageOf: (page: number, pages: number) => string
  /** Said across each page, pale: who made it and when. */
  watermark?: string
  author: string
  language: 'zh-CN' | 'en'
  createdAt: Date
}

// by their paths and not by names of our own, under which the first of them would be read again at every turn
const fonts = join(process.cwd(), 'node_modules/@expo-google-fonts/noto-sans-sc')
const plain = join(fonts, '400Regular/NotoSansSC_400Regular.ttf')
const strong = join(fonts, '600SemiBold/NotoSansSC_600SemiBold.ttf')

const ink = '#1b2230'
const faint = '#5b6472'
const line = '#dfe3e8'
const margins = { top: 56, bottom: 64, left: 56, right: 56 }
const gap = 12
const labelShare = 0.28

/**
 * An A4 paper as PDF, with Chinese and Latin type inside it. Lines break by the rules of Unicode (UAX 14), so none begins with a comma; a
 * table's headings stand again on every page. Only the signs that occur are kept of the fonts, and can be searched and copied.
 */
export async function paperOf(paper: Paper): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margins,
    font: plain,
    bufferPages: true,
    lang: paper.language,
    displayTitle: true,
    info: { Title: paper.title, Author: paper.author, CreationDate: paper.createdAt },
  })
  const pieces: Buffer[] = []
  doc.on('data', (piece: Buffer) => pieces.push(piece))
  const whole = new Promise<void>((resolve, reject) => doc.once('end', resolve).once('error', reject))
  doc.font(strong).fontSize(20).fillColor(ink).text(shown(paper.title))
  if (paper.lead) doc.font(plain).fontSize(10).fillColor(faint).text(shown(paper.lead))
  doc.moveDown(0.6)
  for (const part of paper.parts) write(doc, part)
  finish(doc, paper)
  doc.end()
  await whole
  return Buffer.concat(pieces)
}

/** Lines left free above a part; whoever signs needs room for a stamp. */
const airBefore: Record<Part['kind'], number> = {
  heading: 1.2,
  text: 0.4,
  facts: 0.8,
  table: 0.4,
  signature: 3,
}

type Doc = InstanceType<typeof PDFDocument>

function write(doc: Doc, part: Part): void {
  doc.moveDown(airBefore[part.kind])
  switch (part.kind) {
    case 'heading':
      // not alone at the foot of a page
      makeRoom(doc, 72)
      doc.font(strong).fontSize(13).fillColor(ink).text(shown(part.text), margins.left)
      doc.outline.addItem(shown(part.text))
      return
    case 'text':
      doc.font(plain).fontSize(10.5).fillColor(ink)
      doc.text(shown(part.text), margins.left, doc.y, { width: widthOf(doc), lineGap: 4 })
      return
    case 'signature':
      makeRoom(doc, part.lines.length * 22)
      doc.font(plain).fontSize(10.5).fillColor(ink)
      doc.text(shown(part.lines.join('\n')), margins.left, doc.y, {
        width: widthOf(doc),
        align: 'right',
        lineGap: 4,
      })
      return
    case 'facts':
      for (const [label, value] of part.rows)
        rowOf(doc, [label, value], [labelShare, 1 - labelShare], { firstFaint: true })
      return
    case 'table':
      tableOf(doc, part)
  }
}

function tableOf(doc: Doc, { headings, rows, widths }: Extract<Part, { kind: 'table' }>): void {
  const all = widths ?? headings.map(() => 1)
  const sum = all.reduce((total, width) => total + width, 0)
  const shares = all.map(width => width / sum)
  const head = () => rowOf(doc, headings, shares, { isHead: true })
  head()
  for (const row of rows) rowOf(doc, row, shares, { onNewPage: head })
}

/** A row of cells above a line; it begins a new page where it would not fit on this one. */
function rowOf(
  doc: Doc,
  cells: readonly string[],
  shares: readonly number[],
  how: { isHead?: boolean; firstFaint?: boolean; onNewPage?: () => void },
): void {
  const total = widthOf(doc)
  doc.font(how.isHead ? strong : plain).fontSize(9.5)
  const texts = shares.map((share, n) => ({ text: shown(cells[n] ?? ''), width: total * share - gap }))
  const tallest = Math.max(...texts.map(({ text, width }) => doc.heightOfString(text || ' ', { width })))
  // what is longer than a page flows over it by itself
  const most = doc.page.height - margins.top - margins.bottom
  if (makeRoom(doc, Math.min(tallest + 8, most))) {
    how.onNewPage?.()
    doc.font(how.isHead ? strong : plain).fontSize(9.5)
  }
  const top = doc.y
  const isLong = tallest + 8 > most
  let left = margins.left
  for (const [n, { text, width }] of texts.entries()) {
    doc.fillColor(how.isHead || (how.firstFaint && n === 0) ? faint : ink)
    doc.text(text, left, top, { width })
    left += total * (shares[n] ?? 0)
  }
  doc.y = isLong ? doc.y + 4 : top + tallest + 4
  doc.x = margins.left
  doc.moveTo(margins.left, doc.y).lineTo(margins.left + total, doc.y)
  doc.lineWidth(0.5).strokeColor(line).stroke()
  doc.y += 4
}

/** Numbers, footers and the mark, once it is known how many pages there are. */
function finish(doc: Doc, paper: Paper): void {
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page)
    const total = widthOf(doc)
    const y = doc.page.height - margins.bottom + 24
    // below the margin, where text would otherwise begin a new page
    doc.page.margins.bottom = 0
    doc.font(plain).fontSize(8.5).fillColor(faint)
    doc.text(shown(paper.footer), margins.left, y, { width: total - 90, height: 24, ellipsis: true })
    doc.text(paper.pageOf(page - start + 1, count), margins.left + total - 90, y, {
      width: 90,
      align: 'right',
    })
    if (paper.watermark) mark(doc, shown(paper.watermark))
    doc.page.margins.bottom = margins.bottom
  }
}

function mark(doc: Doc, text: string): void {
  const { width, height } = doc.page
  doc.save()
  doc.rotate(-30, { origin: [width / 2, height / 2] })
  doc.font(plain).fontSize(30).fillColor(ink).fillOpacity(0.06)
  doc.text(text, 0, height / 2 - 20, { width, align: 'center' })
  doc.restore()
}

function makeRoom(doc: Doc, height: number): boolean {
  if (doc.y + height <= doc.page.height - margins.bottom) return false
  doc.addPage()
  return true
}

const widthOf = (doc: Doc): number => doc.page.width - margins.left - margins.right

/** Without what is not drawn: control signs, and marks that turn the direction of what follows. */
const shown = (text: string): string =>
  text.replaceAll('\r\n', '\n').replace(/(?!\n)[\p{Cc}\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
