import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))

/** Where the PDF writer looks for its fonts. */
export const FONT_FOLDER = join(ROOT, 'build', 'fonts')

/**
 * Free fonts (OFL) that substitute those of GB/T 9704. Their family names are our own: the typesetter also sees the fonts
 * of the machine, and the same report must give the same pages everywhere.
 */
export const FACES = [
  { family: 'Nianbao KaiTi', file: 'kai-ti.ttf', from: '@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff2' },
  { family: 'Nianbao XiaoBiaoSong', file: 'xiao-biao-song.ttf', from: '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf' },
  { family: 'Nianbao HeiTi', file: 'hei-ti.ttf', from: '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf' },
  { family: 'Nianbao SongTi', file: 'song-ti.ttf', from: '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf' }
]

/** Builds the fonts that are missing or older than their source or this script. Safe to run concurrently. */
export async function buildFonts() {
  mkdirSync(FONT_FOLDER, { recursive: true })
  let built = 0
  for (const { family, file, from } of FACES) {
    const source = join(ROOT, 'node_modules', from)
    const target = join(FONT_FOLDER, file)
    if (existsSync(target) && isNewer(target, source) && isNewer(target, fileURLToPath(import.meta.url))) continue
    const packed = readFileSync(source)
    const font = from.endsWith('.woff2') ? Buffer.from(await (await import('wawoff2')).default.decompress(packed)) : packed
    const unfinished = `${target}.${process.pid}-${Date.now()}`
    writeFileSync(unfinished, renameFamily(font, family))
    renameSync(unfinished, target)
    built++
  }
  return built
}

/**
 * @param {string} file
 * @param {string} than
 */
function isNewer(file, than) {
  return statSync(file).mtimeMs >= statSync(than).mtimeMs
}

/**
 * The same font under another family name. Copyright and licence are kept, as the OFL requires.
 * @param {Buffer} font
 * @param {string} family
 */
export function renameFamily(font, family) {
  const table = findTable(font, 'name')
  const names = makeNames(font.subarray(table.offset, table.offset + table.length), family)
  const start = Math.ceil(font.length / 4) * 4
  const renamed = Buffer.alloc(Math.ceil((start + names.length) / 4) * 4)
  font.copy(renamed)
  names.copy(renamed, start)
  renamed.writeUInt32BE(checksum(renamed.subarray(start)), table.entry + 4)
  renamed.writeUInt32BE(start, table.entry + 8)
  renamed.writeUInt32BE(names.length, table.entry + 12)
  return renamed
}

const KEPT_NAMES = { copyright: 0, licence: 13, licenceUrl: 14 }

/**
 * @param {Buffer} table
 * @param {string} family
 */
function makeNames(table, family) {
  const texts = new Map([1, 4, 6].map((id) => [id, id === 6 ? family.replaceAll(' ', '') : family]))
  texts.set(2, 'Regular')
  const strings = table.readUInt16BE(4)
  for (let i = 0; i < table.readUInt16BE(2); i++) {
    const field = (/** @type {number} */ at) => table.readUInt16BE(6 + 12 * i + at)
    const [platform, id, length, offset] = [field(0), field(6), field(8), field(10)]
    if (platform !== 3 || !Object.values(KEPT_NAMES).includes(id)) continue
    texts.set(
      id,
      Buffer.from(table.subarray(strings + offset, strings + offset + length))
        .swap16()
        .toString('utf16le')
    )
  }
  const records = [...texts].sort(([a], [b]) => a - b).map(([id, text]) => ({ id, bytes: Buffer.from(text, 'utf16le').swap16() }))
  const head = Buffer.alloc(6 + 12 * records.length)
  head.writeUInt16BE(records.length, 2)
  head.writeUInt16BE(head.length, 4)
  let offset = 0
  records.forEach(({ id, bytes }, i) => {
    const record = [3, 1, 0x409, id, bytes.length, offset]
    for (const [field, value] of record.entries()) head.writeUInt16BE(value, 6 + 12 * i + 2 * field)
    offset += bytes.length
  })
  return Buffer.concat([head, ...records.map(({ bytes }) => bytes)])
}

/**
 * @param {Buffer} font
 * @param {string} tag
 */
function findTable(font, tag) {
  for (let entry = 12; entry < 12 + 16 * font.readUInt16BE(4); entry += 16) {
    if (font.toString('latin1', entry, entry + 4) === tag)
      return { entry, offset: font.readUInt32BE(entry + 8), length: font.readUInt32BE(entry + 12) }
  }
  throw new Error(`no table ${tag}`)
}

/** @param {Buffer} bytes */
function checksum(bytes) {
  let sum = 0
  for (let i = 0; i < bytes.length; i += 4) sum = (sum + bytes.readUInt32BE(i)) >>> 0
  return sum
}

/**
 * The code points a font has a glyph for.
 * @param {Buffer} font
 */
export function readCoverage(font) {
  const cmap = findTable(font, 'cmap').offset
  const covered = new Set()
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    const table = cmap + font.readUInt32BE(cmap + 8 + 8 * i)
    if (font.readUInt16BE(table) !== 12) continue
    for (let group = table + 16; group < table + 16 + 12 * font.readUInt32BE(table + 12); group += 12) {
      for (let code = font.readUInt32BE(group); code <= font.readUInt32BE(group + 4); code++) covered.add(code)
    }
  }
  return covered
}

/** Characters without meaning on paper: control characters, private use, characters invisible by definition. */
const MEANINGLESS = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

/** The characters that every font prints, with its two fallback fonts, packed as report/text/printable.ts reads them. */
export function packCoverage() {
  const fallbacks = FACES.filter(({ family }) => /KaiTi|SongTi/.test(family)).map(({ file }) => readFileSync(join(FONT_FOLDER, file)))
  const codes = [...new Set(fallbacks.flatMap((font) => [...readCoverage(font)]))]
    .filter((code) => !MEANINGLESS.test(String.fromCodePoint(code)))
    .sort((a, b) => a - b)
  /** @type {{ first: number, last: number }[]} */
  const ranges = []
  for (const code of codes) {
    const range = ranges.at(-1)
    if (range && code === range.last + 1) range.last = code
    else ranges.push({ first: code, last: code })
  }
  const digits = (/** @type {number} */ number) => number.toString(36)
  return ranges
    .map(({ first, last }, i) => digits(first - (ranges[i - 1]?.last ?? 0)) + (last > first ? `,${digits(last - first)}` : ''))
    .join(' ')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = await buildFonts()
  console.log(built === 0 ? 'fonts: up to date' : `fonts: ${built} built`)
  if (process.argv.includes('--ranges')) {
    const file = join(ROOT, 'report', 'text', 'printable-ranges.ts')
    writeFileSync(file, `/** Written by \`node scripts/fonts.mjs --ranges\`. */\nexport const printableRanges =\n  '${packCoverage()}'\n`)
  }
}
