import { strToU8, Zip, ZipDeflate } from 'fflate'

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006'
const packages = 'http://schemas.openxmlformats.org/package/2006'

/** A sheet's cell holds no more (ECMA-376 and Excel's limits). */
const longestCell = 32_767

/**
 * Text as a cell has it: what XML cannot hold is left out, and `_x000A_` stays what it is instead of becoming a line break.
 * @see ECMA-376 part 1, 22.9.2.19 (ST_Xstring)
 */
export function cellText(text: string): string {
  return text
    .slice(0, longestCell)
    .toWellFormed()
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

/** Text, or a number to be computed with: of ours, never of what somebody typed. */
export type Cell = string | number

/**
 * Style 0 for text, 1 for headings: both formatted as text (49 is "@"), so that a cell stays text also when somebody edits it. 2 for
 * amounts (4 is "#,##0.00").
 */
const styles = `${xml}<styleSheet xmlns="${main}">
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="3"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
</styleSheet>`

/**
 * An xlsx file, written row by row and handed on as it grows: nothing of a sheet is kept. What people are
 * called is text, never a formula or a number. Sheets are written one after the other.
 */
export class Workbook {
  readonly #zip: Zip
  readonly #sheets: string[] = []
  #open: ZipDeflate | undefined
  #row = 1

  /** @param take gets the file's bytes, in their order */
  constructor(take: (bytes: Uint8Array) => void) {
    this.#zip = new Zip((error, bytes) => {
      if (error) throw error
      take(bytes)
    })
  }

  /** Begins a sheet with its headings, which stay where they are when the rest is scrolled. */
  sheet(name: string, headings: readonly string[]): void {
    this.#endSheet()
    this.#sheets.push(sheetName(name))
    this.#open = this.#begin(`xl/worksheets/sheet${this.#sheets.length}.xml`)
    const columns = headings.map((_, n) => `<col min="${n + 1}" max="${n + 1}" width="18" customWidth="1"/>`)
    this.#open.push(
      strToU8(`${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
<cols>${columns.join('')}</cols><sheetData>${rowOf(headings, 1, 1)}`),
    )
    this.#row = 1
  }

  rows(rows: readonly (readonly Cell[])[]): void {
    if (rows.length === 0) return
    this.#open?.push(strToU8(rows.map((row, n) => rowOf(row, this.#row + n + 1, 0)).join('')))
    this.#row += rows.length
  }

  end(): void {
    this.#endSheet()
    const numbers = this.#sheets.map((_, n) => n + 1)
    const parts = {
      'xl/styles.xml': styles,
      'xl/workbook.xml': `${xml}<workbook xmlns="${main}" xmlns:r="${office}/relationships"><sheets>${this.#sheets
        .map((name, n) => `<sheet name="${attribute(name)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`)
        .join('')}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': relations([
        ...numbers.map(n => ['worksheet', `worksheets/sheet${n}.xml`] as const),
        ['styles', 'styles.xml'],
      ]),
      '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
      '[Content_Types].xml': contentTypes(numbers),
    }
    for (const [path, text] of Object.entries(parts)) this.#begin(path).push(strToU8(text), true)
    this.#zip.end()
  }

  #begin(path: string): ZipDeflate {
    const part = new ZipDeflate(path, { level: 6 })
    this.#zip.add(part)
    return part
  }

  #endSheet(): void {
    this.#open?.push(strToU8('</sheetData></worksheet>'), true)
    this.#open = undefined
  }
}

function rowOf(cells: readonly Cell[], row: number, style: 0 | 1): string {
  const texts = cells.map((cell, n) =>
    typeof cell === 'number'
      ? `<c r="${letterOf(n)}${row}" s="2"><v>${cell}</v></c>`
      : `<c r="${letterOf(n)}${row}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${cellText(cell)}</t></is></c>`,
  )
  return `<row r="${row}">${texts.join('')}</row>`
}

/** A, B, … Z, AA: what readers find a cell by. */
const letterOf = (column: number): string =>
  (column < 26 ? '' : letterOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

/** At most 31 characters, and none of those that stand for something in a reference. */
const sheetName = (name: string): string =>
  name
    .replace(/[[\]:*?/\\'\p{C}]/gu, ' ')
    .trim()
    .slice(0, 31) || 'Sheet'
const attribute = (text: string): string => cellText(text).replaceAll('"', '&quot;')

function relations(targets: (readonly [type: string, target: string])[]): string {
  const all = targets.map(
    ([type, target], n) =>
      `<Relationship Id="rId${n + 1}" Type="${office}/relationships/${type}" Target="${target}"/>`,
  )
  return `${xml}<Relationships xmlns="${packages}/relationships">${all.join('')}</Relationships>`
}

function contentTypes(sheets: number[]): string {
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const parts = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/styles.xml', 'styles'],
    ...sheets.map(n => [`/xl/worksheets/sheet${n}.xml`, 'worksheet']),
  ]
  const overrides = parts.map(
    ([path, type]) => `<Override PartName="${path}" ContentType="${kind}.${type}+xml"/>`,
  )
  return `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
}
