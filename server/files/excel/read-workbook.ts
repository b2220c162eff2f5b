import { decodeXml } from '@/server/files/xml/read-xml'
import { openZip } from '@/server/files/xml/unzip'
import { attribute, walkXml } from '@/server/files/xml/walk-xml'
import { dayOf, PLAIN, readStyles, type Style } from './number-formats'

/** A worksheet as a grid of texts up to its last one: merged cells repeat theirs, empty cells are ''. */
export type WorksheetText = { name: string; rows: string[][]; merges: readonly Merge[] }

/** A merged range: its first and last row and column, from 0. */
export type Merge = { left: number; top: number; right: number; bottom: number }

/** Cells. The summary of a city has some hundred thousand; hostile files must not fill the memory. */
const MOST_PLACES = 1_000_000
/** Characters of all cells: thousands of cells can refer to one long shared string. */
const MOST_TEXT = 20_000_000
/** A workbook of ours has one sheet for each table. */
const MOST_SHEETS = 200

/**
 * Reads an .xlsx: cached results of formulas, numbers with at most 15 digits as Excel shows them and with the words their
 * format puts behind them (`4003622元`). Throws an Error with a Chinese sentence if the file is no .xlsx, is broken, or is
 * larger than anything a report could be.
 */
export function readWorksheets(file: Uint8Array): WorksheetText[] {
  if (file[0] === 0xd0 && file[1] === 0xcf) throw new Error('这是旧版 .xls 文件或加密的文件，请在 Excel 中另存为 .xlsx 后再试')
  if (file[0] !== 0x50 || file[1] !== 0x4b) throw new Error('不是 Excel 文件（.xlsx）')
  const openPart = openZip(file)
  const read = (name: string) => {
    const part = openPart(name)
    return part && decodeXml(part)
  }
  const main = targetsOf(read('_rels/.rels') ?? '', '').find(({ type }) => type.endsWith('/officeDocument'))?.target
  const workbook = main && read(main)
  if (!main || !workbook?.includes('sheet')) throw new Error('不是 Excel 文件（.xlsx）')
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const parts = targetsOf(read(`${folder}_rels/${main.slice(folder.length)}.rels`) ?? '', folder)
  const partOf = (type: string) => read(parts.find((part) => part.type.endsWith(type))?.target ?? '') ?? ''
  const [shared, styles] = [sharedTexts(partOf('/sharedStrings')), readStyles(partOf('/styles'))]
  let [places, characters] = [0, 0]
  const take: Take = (count, text = 0) => {
    places += count
    characters += count * text
    if (places > MOST_PLACES || characters > MOST_TEXT) throw new Error('文件中的表格过大，不是年报')
  }
  const sheets = sheetsOf(workbook)
  if (sheets.length > MOST_SHEETS) throw new Error('文件中的工作表过多，不是年报')
  const isDate1904 = /<workbookPr\b[^>]*\bdate1904\s*=\s*["'](?:1|true)/.test(workbook)
  return sheets.map(({ name, id }) => {
    const xml = read(parts.find((part) => part.id === id)?.target ?? '')
    if (xml === undefined) throw new Error('文件已损坏，无法读取')
    return { name, ...readGrid(xml, shared, styles, isDate1904, take) }
  })
}

function targetsOf(xml: string, folder: string): { id: string; type: string; target: string }[] {
  const found: { id: string; type: string; target: string }[] = []
  walkXml(xml, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return
      const target = attribute(attributes, 'Target') ?? ''
      found.push({
        id: attribute(attributes, 'Id') ?? '',
        type: attribute(attributes, 'Type') ?? '',
        target: target.startsWith('/') ? target.slice(1) : folder + target
      })
    }
  })
  return found
}

function sheetsOf(xml: string): { name: string; id: string }[] {
  const found: { name: string; id: string }[] = []
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'sheet')
        found.push({ name: attribute(attributes, 'name') ?? '', id: /\s[\w]+:id\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? '' })
    }
  })
  return found
}

/** Texts in runs are joined; phonetic readings beside them are not text. */
function sharedTexts(xml: string): string[] {
  const texts: string[] = []
  let [isText, isReading] = [false, false]
  walkXml(xml, {
    open: (name) => {
      if (name === 'si') texts.push('')
      else if (name === 't') isText = true
      else if (name === 'rPh') isReading = true
    },
    close: (name) => {
      if (name === 't') isText = false
      else if (name === 'rPh') isReading = false
    },
    text: (text) => {
      if (isText && !isReading) texts[texts.length - 1] += text
    }
  })
  return texts.map(unescapeCodes)
}

/** Counts places, and the characters in each. */
type Take = (places: number, characters?: number) => void

function readGrid(
  xml: string,
  shared: readonly string[],
  styles: readonly Style[],
  isDate1904: boolean,
  take: Take
): { rows: string[][]; merges: Merge[] } {
  const rows: string[][] = []
  const merges: Merge[] = []
  let cell: { column: number; row: number; type: string; style: Style; value: string; isFormula?: boolean } | undefined
  let [isValue, next] = [false, { column: 0, row: 0 }]
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        const row = Number(attribute(attributes, 'r') ?? next.row + 1) - 1
        next = { column: 0, row }
      } else if (name === 'c') {
        const place = placeOf(attribute(attributes, 'r')) ?? next
        next = { column: place.column + 1, row: place.row }
        cell = {
          ...place,
          type: attribute(attributes, 't') ?? 'n',
          style: styles[Number(attribute(attributes, 's') ?? 0)] ?? PLAIN,
          value: ''
        }
      } else if (name === 'v' || name === 't') isValue = true
      else if (name === 'f' && cell) cell.isFormula = true
      else if (name === 'mergeCell') merges.push(...mergeOf(attribute(attributes, 'ref')))
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'row') next = { column: 0, row: next.row + 1 }
      else if (name === 'c' && cell) {
        // A formula nobody has calculated is not a blank.
        const text = cell.isFormula && cell.value === '' && cell.type === 'n' ? '公式' : textOf(cell, shared, isDate1904)
        if (text !== '') {
          while (rows.length <= cell.row) {
            take(1)
            rows.push([])
          }
          const row = rows[cell.row] as string[]
          take(Math.max(0, cell.column + 1 - row.length))
          while (row.length < cell.column) row.push('')
          take(1, text.length)
          row[cell.column] = text
        }
        cell = undefined
      }
    },
    text: (text) => {
      if (isValue && cell) cell.value += text
    }
  })
  return { rows: fillMerges(rows, merges, take), merges }
}

function textOf(
  { type, value, style: { suffix, isDate } }: { type: string; value: string; style: Style },
  shared: readonly string[],
  isDate1904: boolean
): string {
  if (type === 's') return shared[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type !== 'n') return unescapeCodes(value)
  const number = Number(value)
  if (value === '' || !Number.isFinite(number)) return value
  if (isDate && number >= 0 && number < 100_000) return dayOf(number, isDate1904)
  // Fast path: nearly all numbers are whole, and rounding costs as much as reading the cell.
  if (Math.abs(number) < 1e15 && Number.isInteger(number)) return `${number}${suffix}`
  // Excel calculates with 15 digits and stores 17: 24252.311082 may be stored as 24252.311082000001.
  return `${Number(number.toPrecision(15))}${suffix}`
}

function unescapeCodes(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** Every place of a merged range holds its text, and all rows are equally long. */
function fillMerges(rows: string[][], merges: readonly Merge[], take: Take): string[][] {
  const filled = merges.flatMap(({ left, top, right, bottom }) => {
    const text = rows[top]?.[left]
    return text ? [{ text, left, top, right, bottom }] : []
  })
  const columns = [...rows.map((row) => row.length), ...filled.map(({ right }) => right + 1)].reduce((most, one) => Math.max(most, one), 0)
  const length = filled.reduce((most, { bottom }) => Math.max(most, bottom + 1), rows.length)
  take(length * columns)
  const grid = Array.from({ length }, (_, r) => [...(rows[r] ?? []), ...new Array<string>(columns - (rows[r]?.length ?? 0)).fill('')])
  for (const { text, left, top, right, bottom } of filled) {
    take((bottom - top + 1) * (right - left + 1), text.length)
    for (const row of grid.slice(top, bottom + 1)) row.fill(text, left, right + 1)
  }
  return grid
}

function placeOf(reference: string | undefined): { column: number; row: number } | undefined {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference ?? '')
  if (!found) return undefined
  const column = [...(found[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { column, row: Number(found[2]) - 1 }
}

function mergeOf(reference: string | undefined): Merge[] {
  const [from, to] = (reference ?? '').split(':').map(placeOf)
  return from && to ? [{ left: from.column, top: from.row, right: to.column, bottom: to.row }] : []
}
