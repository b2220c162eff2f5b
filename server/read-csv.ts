const FIELD = /"((?:[^"]|"")*)"?([^,\r\n]*)(,|\r\n|\r|\n|$)|([^,\r\n]*)(,|\r\n|\r|\n|$)/y

/** CSV as rows of fields: quoted fields, any line end, with or without the mark of UTF-8; blank lines are left out. */
export function readCsv(text: string): string[][] {
  const csv = text.replace(/^\ufeff/, '')
  const rows: string[][] = []
  let row: string[] = []
  for (let at = 0; at < csv.length; at = FIELD.lastIndex) {
    FIELD.lastIndex = at
    const [, quoted, after, closed, plain = '', end = closed] = FIELD.exec(csv) ?? []
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"') + after)
    if (end === ',' && FIELD.lastIndex < csv.length) continue
    if (end === ',') row.push('')
    if (row.some((field) => field !== '')) rows.push(row)
    row = []
  }
  return rows
}
