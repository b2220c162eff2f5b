import { attribute, walkXml } from '@/server/files/xml/walk-xml'

/** Spreadsheets take no longer one. */
export const LONGEST_FORMAT = 255

/** What the number format of a cell style prints behind the number, or that it prints a date. */
export type Style = { suffix: string; isDate: boolean }

export const PLAIN: Style = { suffix: '', isDate: false }
const DATE: Style = { suffix: '', isDate: true }

/** The number format of each cell style of a workbook, in their order. */
export function readStyles(xml: string): Style[] {
  const formats = new Map<string, Style>()
  const styles: Style[] = []
  let isCells = false
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt') formats.set(attribute(attributes, 'numFmtId') ?? '', styleOf(attribute(attributes, 'formatCode') ?? ''))
      else if (name === 'cellXfs') isCells = true
      else if (name === 'xf' && isCells) {
        const id = attribute(attributes, 'numFmtId') ?? ''
        styles.push(formats.get(id) ?? (isDateFormat(Number(id)) ? DATE : PLAIN))
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isCells = false
    }
  })
  return styles
}

/** The numbers of the built-in formats that print days and times, Chinese ones too. */
const isDateFormat = (id: number) => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

function styleOf(format: string): Style {
  if (format.length > LONGEST_FORMAT) return PLAIN
  const bare = format.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare) ? DATE : { suffix: suffixOf(format), isDate: false }
}

/** `0.00"元"` puts 元 behind the number. Dates, shares and other formats print no words. */
function suffixOf(format: string): string {
  const words = /^(?:\[\$[^\]]*\])?(?:General|[#0,]*0(?:\.[0#]+)?)((?:"[^"]*"|\\.|[^"\\;])*)/.exec(format)?.[1] ?? ''
  return words.replace(/"([^"]*)"|\\(.)|[_*]./g, (_, quoted, escaped) => quoted ?? escaped ?? '')
}

/**
 * The day (yyyy-mm-dd) a number stands for. Days are counted from 1900, in files of old Macs from 1904; Excel takes 1900 for a leap
 * year.
 */
export function dayOf(number: number, isDate1904: boolean): string {
  const first = isDate1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, number < 60 ? 31 : 30)
  return new Date(first + Math.floor(number) * 86_400_000).toISOString().slice(0, 10)
}
