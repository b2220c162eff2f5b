import { CsvError, parse } from 'csv-parse/sync'

/** The tables of a report have some hundred lines of seven fields; a bulletin has a line for each unit. */
const MOST_FIELDS = 200_000
const MOST_TEXT = 5_000_000
/** Characters of one line. */
const LONGEST_LINE = 200_000

/**
 * CSV as rows of fields: quoted fields, any line end, with or without a byte order mark; blank lines are left out. Throws a
 * Chinese sentence for a quote that is never closed, and for more text or fields than any of our tables has.
 */
export function readCsv(text: string): string[][] {
  if (text.length > MOST_TEXT) throw new Error('文件过大，不是年报')
  let fields = 0
  const count = (row: string[]) => {
    fields += row.length
    if (fields > MOST_FIELDS) throw new Error('文件中的表格过大，不是年报')
    return row.some((field) => field !== '') ? row : null
  }
  try {
    return parse(text, {
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: LONGEST_LINE,
      on_record: count
    })
  } catch (error) {
    if (error instanceof CsvError) throw new Error('文件中的引号不成对或一行过长，不是年报')
    throw error
  }
}
