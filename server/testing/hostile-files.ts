import { deflateRawSync, deflateSync } from 'node:zlib'
import { type Zippable, zipSync } from 'fflate'

/** A file somebody may upload to harm the server: made when asked for, the same each time. */
export type HostileFile = { name: string; make: () => Uint8Array }

const MB = 1024 * 1024
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf8 = (text: string) => new TextEncoder().encode(text)

/** The same numbers each time, so that a file that did harm can be made again. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1103515245 + 12345) % 2 ** 31
    return state / 2 ** 31
  }
}

// PDF

/** A PDF of these objects, the first being its catalog. Neither table nor lengths need be right for a reader that looks for objects. */
function pdfOf(...objects: string[]): Uint8Array {
  const body = objects.map((object, i) => `${i + 1} 0 obj\n${object}\nendobj\n`).join('')
  return bytes(`%PDF-1.7\n${body}trailer << /Root 1 0 R >>\n%%EOF`)
}

const CATALOG = '<< /Type /Catalog /StructTreeRoot 2 0 R >>'
const stream = (text: string, more = '') => `<< /Length ${text.length} ${more}>> stream\n${text}\nendstream`
const packed = (text: string) => stream(deflateSync(Buffer.from(text, 'latin1')).toString('latin1'), '/Filter /FlateDecode ')

/** Each level of the tree names the next so many times: as many leaves as `times` to the power of `levels`. */
function fanOut(levels: number, times: number, role: string): Uint8Array {
  const elements = Array.from({ length: levels }, (_, i) => `<< /S /${role} /K [${`${i + 4} 0 R `.repeat(times)}] >>`)
  return pdfOf(CATALOG, `<< /K [3 0 R] >>`, ...elements, '<< /S /P /K 0 >>')
}

/** A tagged page whose paragraph names marks, with content and a font. */
function pageOf(content: string, { kids = '0', unicode = '', contents = '5 0 R' } = {}): Uint8Array {
  return pdfOf(
    CATALOG,
    '<< /K [3 0 R] >>',
    `<< /S /P /Pg 4 0 R /K [${kids}] >>`,
    `<< /Type /Page /Contents ${contents} /Resources << /Font << /F1 6 0 R >> >> >>`,
    packed(content),
    '<< /Type /Font /Subtype /Type0 /ToUnicode 7 0 R >>',
    packed(unicode)
  )
}

const PDFS: Record<string, () => Uint8Array> = {
  'fan-out, 36 levels of 2': () => fanOut(36, 2, 'Sect'),
  'fan-out, 30 levels of 12': () => fanOut(30, 12, 'Sect'),
  'fan-out of tables': () => fanOut(30, 12, 'Table'),
  'fan-out of paragraphs': () => fanOut(30, 12, 'P'),
  'a structure that is its own child': () => pdfOf(CATALOG, '<< /K [3 0 R] >>', '<< /S /Sect /K [3 0 R] >>'),
  'two structures that are each other’s children': () =>
    pdfOf(CATALOG, '<< /K [3 0 R] >>', '<< /S /Table /K [4 0 R] >>', '<< /S /TR /K [3 0 R 3 0 R] >>'),
  'a hundred thousand levels of structure': () => fanOut(100_000, 1, 'Sect'),
  'an array of a million arrays in each other': () => pdfOf(CATALOG, '['.repeat(1_000_000)),
  'a million dictionaries in each other': () => pdfOf(CATALOG, '<< /A '.repeat(1_000_000)),
  'four hundred thousand objects': () => bytes(`%PDF-1.7\n${Array.from({ length: 400_000 }, (_, i) => `${i} 0 obj`).join('\n')}`),
  'three million catalogs': () => bytes(`%PDF-1.7\n${'/Root 9 0 R '.repeat(1_600_000)}`),
  'twenty million spaces': () => bytes(`%PDF-1.7\n1 0 obj ${' '.repeat(19 * MB)}`),
  'strings that never end': () => bytes(`%PDF-1.7 /ObjStm\n${Array.from({ length: 100_000 }, (_, i) => `${i} 0 obj (`).join('\n')}`),
  'hexadecimal strings that never end': () =>
    bytes(`%PDF-1.7 /ObjStm\n${Array.from({ length: 100_000 }, (_, i) => `${i} 0 obj <a`).join('\n')}`),
  'a literal of nineteen megabytes': () => pdfOf(CATALOG, `(${'(\\)'.repeat(6 * MB)}`),
  'a stream that unpacks to a hundred megabytes': () => pageOf(' '.repeat(100 * MB)),
  'one stream as the content of a page twenty thousand times': () =>
    pageOf('BT ET '.repeat(200_000), { contents: `[${'5 0 R '.repeat(20_000)}]` }),
  'a stream filtered a million times': () =>
    pdfOf(
      CATALOG,
      '<< /K [3 0 R] >>',
      '<< /S /P /Pg 4 0 R /K 0 >>',
      '<< /Contents 5 0 R >>',
      `<< /Length 9 /Filter [${'/FlateDecode '.repeat(1_000_000)}] >> stream\nxxxxxxxxx\nendstream`
    ),
  'a mark named a million times': () =>
    pageOf(`/F1 1 Tf /P << /MCID 0 /ActualText (${'a'.repeat(MB)}) >> BDC EMC`, { kids: '0 '.repeat(1_000_000) }),
  'marks a million deep': () => pageOf('/P << /MCID 0 >> BDC '.repeat(1_000_000)),
  'a font of a million ranges': () =>
    pageOf('/F1 1 Tf /P << /MCID 0 >> BDC <0000> Tj EMC', { unicode: `${'<0000> <ffff> <0041> '.repeat(500_000)} endbfrange` }),
  'a font whose letter is a book': () =>
    pageOf(`/F1 1 Tf /P << /MCID 0 >> BDC <${'0000'.repeat(500_000)}> Tj EMC`, {
      unicode: `<0000> <${'0041'.repeat(500_000)}> endbfchar`
    }),
  'an object stream of a million heads': () =>
    pdfOf(
      CATALOG,
      packed(`${'7 0 '.repeat(1_000_000)}[${'1 '.repeat(1000)}]`).replace('<<', '<< /Type /ObjStm /N 1000000 /First 4000000 ')
    ),
  'lengths that lie': () =>
    pdfOf(
      CATALOG,
      '<< /K [3 0 R] >>',
      '<< /S /P /Pg 4 0 R /K 0 >>',
      '<< /Contents 5 0 R >>',
      '<< /Length 99999999999 >> stream\nBT\nendstream'
    ),
  'a length that is its own reference': () =>
    pdfOf(CATALOG, '<< /K [3 0 R] >>', '<< /S /P /Pg 4 0 R /K 0 >>', '<< /Contents 5 0 R >>', '<< /Length 5 0 R >> stream\nBT\nendstream'),
  'nothing behind its first line': () => bytes('%PDF-1.7')
}

// Word, Excel

const relations = (target: string, more = '') =>
  `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="${target}"/>${more}</Relationships>`

/** Stored as it is, unless what packs well is to be sent. */
function zipOf(parts: Record<string, string | Uint8Array>, level: 0 | 1 = 0): Uint8Array {
  const files: Zippable = {}
  for (const [name, part] of Object.entries(parts)) files[name] = [typeof part === 'string' ? utf8(part) : part, { level }]
  return zipSync(files)
}

const wordOf = (body: string) =>
  zipOf({ '_rels/.rels': relations('word/document.xml'), 'word/document.xml': `<w:document><w:body>${body}</w:body></w:document>` })

const sheetPart = { '_rels/.rels': relations('xl/workbook.xml') }
function workbookOf(
  sheet: string,
  { shared = '', sheets = '<sheet name="a" r:id="s1"/>', styles = '', level = 0 as 0 | 1 } = {}
): Uint8Array {
  const parts = {
    ...sheetPart,
    'xl/workbook.xml': `<workbook><sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="s1" Type="x/worksheet" Target="sheet1.xml"/><Relationship Id="s2" Type="x/sharedStrings" Target="shared.xml"/><Relationship Id="s3" Type="x/styles" Target="styles.xml"/></Relationships>`,
    'xl/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    'xl/shared.xml': `<sst>${shared}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`
  }
  return zipOf(parts, level)
}

type Part = { name: string; data: Uint8Array; offset?: number }

/** A zip of parts that are deflated already; each may name the bytes of another as its own. */
function zipOfDeflated(parts: readonly Part[]): Uint8Array {
  const [bodies, heads]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const { name, data, offset } of parts) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    const head = Buffer.alloc(46 + name.length)
    head.writeUInt32LE(0x02014b50, 0)
    head.writeUInt16LE(8, 10)
    head.writeUInt32LE(data.length, 20)
    head.writeUInt16LE(name.length, 28)
    head.writeUInt32LE(offset ?? at, 42)
    head.write(name, 46)
    heads.push(head)
    if (offset !== undefined) continue
    bodies.push(local, Buffer.from(data))
    at += local.length + data.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, ...heads, end])
}

const deflated = (text: string | Uint8Array) => deflateRawSync(text)

/** A zip whose main part unpacks to so many spaces. */
function bomb(size: number, name = 'word/document.xml'): Uint8Array {
  return zipOfDeflated([
    { name: '_rels/.rels', data: deflated(relations(name)) },
    { name, data: deflated(Buffer.alloc(size, 0x20)) }
  ])
}

/** Many names for the same bytes of the file, each of which unpacks to much. */
function overlapping(count: number): Uint8Array {
  const data = deflated(Buffer.alloc(20 * MB, 0x20))
  return zipOfDeflated(
    Array.from({ length: count }, (_, i) => ({
      name: i === 0 ? '_rels/.rels' : `word/document${i}.xml`,
      data,
      offset: i === 0 ? undefined : 0
    }))
  )
}

const rows = (count: number, row: (i: number) => string) => Array.from({ length: count }, (_, i) => row(i)).join('')

const OFFICE: Record<string, () => Uint8Array> = {
  'a zip bomb of a hundred megabytes.docx': () => bomb(100 * MB),
  'a zip bomb as a workbook.xlsx': () => bomb(100 * MB, 'xl/workbook.xml'),
  'parts that lie over each other.docx': () => overlapping(1900),
  'more parts than a directory may name.docx': () =>
    zipOfDeflated(Array.from({ length: 3000 }, (_, i) => ({ name: `${i}`, data: new Uint8Array(), offset: 0 }))),
  'entities that grow.docx': () =>
    zipOf({
      '_rels/.rels': relations('word/document.xml'),
      'word/document.xml': `<!DOCTYPE x [<!ENTITY a0 "ha">${rows(30, (i) => `<!ENTITY a${i + 1} "&a${i};&a${i};">`)}]><w:p>&a30;</w:p>`
    }),
  'an entity that names a file.xlsx': () => zipOf({ '_rels/.rels': '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><a>&a;</a>' }),
  'a million tables in each other.docx': () => wordOf('<w:tbl><w:tr><w:tc>'.repeat(400_000)),
  'a million paragraphs in each other.docx': () => wordOf('<w:p>'.repeat(1_000_000)),
  'three million tags.docx': () => wordOf('<a/>'.repeat(3_000_000)),
  'a tag of twenty megabytes.docx': () => wordOf(`<w:p ${'a="b" '.repeat(3_000_000)}>`),
  'a quote that never ends.docx': () => wordOf(`<w:p a="${'>'.repeat(9 * MB)}`),
  'a cell over nine hundred columns in a thousand rows.docx': () =>
    wordOf(`<w:tbl>${'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999"/></w:tcPr></w:tc></w:tr>'.repeat(1000)}</w:tbl>`),
  'a grid of a million columns.docx': () => wordOf(`<w:tbl>${'<w:gridCol w:w="100"/>'.repeat(600_000)}<w:tr></w:tr></w:tbl>`),
  'a long text in each of a hundred rows.docx': () =>
    wordOf(
      `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>${'字'.repeat(300_000)}</w:t></w:r></w:p></w:tc></w:tr>${'<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>'.repeat(50_000)}</w:tbl>`
    ),
  'an unpacked part of nineteen megabytes.docx': () => wordOf('字'.repeat(6 * MB)),
  'a million rows.xlsx': () =>
    workbookOf(
      rows(1_000_000, (i) => `<row r="${i + 1}"><c><v>1</v></c></row>`),
      { level: 1 }
    ),
  'half a million rows, not packed.xlsx': () => workbookOf('<row><c><v>1</v></c></row>'.repeat(500_000)),
  'a row of a million columns.xlsx': () => workbookOf(`<row r="1">${'<c><v>1</v></c>'.repeat(1_000_000)}</row>`),
  'a cell in the last row there is.xlsx': () => workbookOf('<row r="9999999"><c r="XFD9999999"><v>1</v></c></row>'),
  'merged cells over everything.xlsx': () =>
    workbookOf(`<row r="1"><c r="A1"><v>1</v></c></row>${'<mergeCell ref="A1:XFD9999999"/>'.repeat(1000)}`),
  'a long shared text in each cell.xlsx': () =>
    workbookOf(
      rows(100_000, (i) => `<row r="${i + 1}"><c t="s"><v>0</v></c></row>`),
      { shared: `<si><t>${'字'.repeat(2 * MB)}</t></si>` }
    ),
  'a hundred thousand sheets that are one.xlsx': () =>
    workbookOf(
      rows(1000, (i) => `<row r="${i + 1}"><c><v>1</v></c></row>`),
      { sheets: '<sheet name="a" r:id="s1"/>'.repeat(100_000) }
    ),
  'a number format of ten megabytes.xlsx': () =>
    workbookOf('', { styles: `<numFmt numFmtId="1" formatCode="0${'\\a'.repeat(4 * MB)}"/><cellXfs><xf numFmtId="1"/></cellXfs>` }),
  'an old .doc.docx': () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(60_000, 0xff)])
}

// Text

const TEXTS: Record<string, () => Uint8Array> = {
  'a CSV of two million lines.csv': () => bytes('a\n'.repeat(2_400_000)),
  'a CSV of twenty million commas.csv': () => bytes(','.repeat(19 * MB)),
  'a CSV of nothing but quotes.csv': () => bytes('"'.repeat(19 * MB)),
  'a CSV with one quote.csv': () => bytes(`"${'a,\n'.repeat(6 * MB)}`),
  'a JSON of ten million brackets.json': () => bytes(`{"unit":${'['.repeat(10 * MB)}`),
  'a JSON of a million levels.json': () => bytes(`{"unit":"甲","values":${'{"a":'.repeat(1_000_000)}1${'}'.repeat(1_000_001)}`),
  'a JSON of a million keys.json': () => utf8(`{"unit":"甲市教育局","year":2023,${rows(900_000, (i) => `"k${i}":1,`)}"z":1}`),
  'a JSON with a name of nineteen megabytes.json': () => bytes(`{"unit":"${'a'.repeat(19 * MB)}","year":2023}`)
}

/** A file too large to be taken. */
const LARGE: HostileFile[] = [25, 100].map((size) => ({ name: `${size} megabytes.docx`, make: () => new Uint8Array(size * MB) }))

/**
 * Files that are small to send and endless to read, of every kind that is read. `genuine`: good files by their
 * ending; each is also cut off and changed in some of its bytes.
 */
export function listHostileFiles(genuine: Readonly<Record<string, () => Uint8Array>> = {}): HostileFile[] {
  const broken = Object.entries(genuine).flatMap(([ending, makeGood]): HostileFile[] => [
    ...[0.1, 0.5, 0.99].map((part) => ({
      name: `cut off at ${100 * part} %.${ending}`,
      make: () => cut(makeGood(), part)
    })),
    ...[1, 2, 3].map((seed) => ({ name: `changed bytes ${seed}.${ending}`, make: () => mutate(makeGood(), seed) }))
  ])
  return [
    ...Object.entries(PDFS).map(([name, make]) => ({ name: `${name}.pdf`, make })),
    ...Object.entries({ ...OFFICE, ...TEXTS }).map(([name, make]) => ({ name, make })),
    ...broken,
    ...LARGE
  ]
}

const cut = (file: Uint8Array, part: number) => file.slice(0, Math.floor(file.length * part))

/** One byte in two hundred changed. */
function mutate(file: Uint8Array, seed: number): Uint8Array {
  const random = randomOf(seed)
  return file.map((byte) => (random() < 0.005 ? Math.floor(random() * 256) : byte))
}
