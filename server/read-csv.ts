/** The tables of a report have some hundred lines of seven fields; a bulletin has a line for each unit. */
const MOST_FIELDS = 200_000
const MOST_TEXT = 5_000_000

/**
 * CSV as rows of fields: quoted fields, any line end, with or without the mark of UTF-8; blank lines are left out. Takes
 * time in proportion to the text. Throws a Chinese sentence for more text or fields than any of our tables has.
 */
export function readCsv(text: string): string[][] {
  if (text.length > MOST_TEXT) throw new Error('文件过大，不是年报')
  const csv = text.replace(/^\ufeff/, '')
  const rows: string[][] = []
  let row: string[] = []
  let fields = 0
  for (let at = 0; at < csv.length; ) {
    if (++fields > MOST_FIELDS) throw new Error('文件中的表格过大，不是年报')
    const { field, end } = readField(csv, at)
    row.push(field)
    at = end + 1
    if (csv[end] === ',' && at < csv.length) continue
    if (csv[end] === ',') row.push('')
    if (csv[end] === '\r' && csv[at] === '\n') at++
    if (row.some((one) => one !== '')) rows.push(row)
    row = []
  }
  return rows
}

const END = /[,\r\n]|$/g

/** The field that begins at a place, and where the comma or line end behind it stands. */
function readField(csv: string, at: number): { field: string; end: number } {
  const pieces: string[] = []
  let from = at
  while (csv[from] === '"') {
    const closing = csv.indexOf('"', from + 1)
    const to = closing < 0 ? csv.length : closing
    // Two quotes inside a field are one: the second begins the next piece.
    pieces.push(csv.slice(pieces.length > 0 ? from : from + 1, to))
    from = to + 1
  }
  END.lastIndex = from
  const end = END.exec(csv)?.index ?? csv.length
  return { field: pieces.join('') + csv.slice(from, end), end }
}
