import { createHash } from 'node:crypto'
import { placeName } from '@/report/finding'
import { templateOf, titleOf } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import { TEXT_SHEET } from '@/server/files/excel/write-sheet'
import { readForm } from '@/server/files/reader/read-form'
import { type Contents, compareContents, type Difference, FORMATS, type Format, readContents, textsOfSheet } from './verify'

/**
 * What an uploaded file says it is. `hash`: SHA-256 of its bytes in hexadecimal digits; `unit`, `year`: of whose report
 * it is, if it says so; `fault`: the Chinese sentence why it cannot be read.
 */
export type Identified = { name: string; hash: string; unit?: string; year?: number; fault?: string }

/** How far a file is from a published snapshot: all places are counted, the first told with their texts shortened. */
export type Compared = { count: number; deviations: Difference[] }

const MOST_DEVIATIONS = 100
const LONGEST_TEXT = 80
const LONGEST_NAME = 200

/** Whose report an upload says it is; `type` is the content type of the form it came in. */
export async function identify(upload: Uint8Array, type: string): Promise<Identified> {
  const { file, name } = await readForm(upload, type)
  const known = { name: name.slice(0, LONGEST_NAME), hash: createHash('sha256').update(file).digest('hex') }
  try {
    const claim = claimOf(open(file, name))
    return claim ? { ...known, ...claim } : { ...known, fault: '文件中没有年报标题或单位、年度' }
  } catch (error) {
    return { ...known, fault: sentenceOf(error) }
  }
}

/** The same upload, compared with each of these snapshots. */
export async function compare(upload: Uint8Array, type: string, snapshots: readonly string[]): Promise<Compared[]> {
  const { file, name } = await readForm(upload, type)
  const opened = open(file, name)
  return snapshots.map((snapshot) => {
    const differences =
      opened.format === 'json' ? compareJson(snapshot, opened.given) : compareContents(opened, snapshot, { isFinal: true })
    return { count: differences.length, deviations: differences.slice(0, MOST_DEVIATIONS).map(shorten) }
  })
}

/** What our readers throw is told; what else goes wrong with a broken file is not worth a word of English. */
export function sentenceOf(error: unknown): string {
  const isTold = error instanceof Error && /[\u4e00-\u9fff]/.test(error.message)
  return isTold ? error.message : '文件无法识别，请上传从公布页下载的文件'
}

/** A forged JSON file need not be a report that could have been: it is compared key by key, as it stands. */
type Open = Exclude<Contents, { format: 'json' }> | { format: 'json'; given: Record<string, unknown> }

function open(file: Uint8Array, name: string): Open {
  const format = formatOf(file, name)
  const contents = format === 'json' ? ({ format, given: parse(file) } as const) : readContents(file, format)
  return contents as Open
}

function formatOf(file: Uint8Array, name: string): Format {
  const ending = name.split('.').at(-1)?.toLowerCase()
  const named = FORMATS.find((format) => format === ending)
  if (named) return named
  if (file[0] === 0x7b) return 'json'
  return file[0] === 0x25 ? 'pdf' : 'docx'
}

type Claim = { unit: string; year: number }

/** Whose report for which year a file says it is. */
function claimOf(contents: Open): Claim | undefined {
  switch (contents.format) {
    case 'docx':
      return readTitle(contents.word.paragraphs[0])
    case 'pdf':
      return readTitle(contents.pdf.paragraphs[0])
    case 'xlsx':
      return readTitle(textsOfSheet(contents.sheets.find(({ name }) => name === TEXT_SHEET))[0])
    case 'csv': {
      const [, [unit = '', year] = []] = contents.rows
      return readTitle(titleOf({ unit, year: Number(year) }))
    }
    case 'json': {
      const { unit, year } = contents.given
      return typeof unit === 'string' ? readTitle(titleOf({ unit, year: Number(year) })) : undefined
    }
  }
}

const LONGEST_TITLE = 400

function readTitle(title = ''): Claim | undefined {
  const text = title.slice(0, LONGEST_TITLE).replace(/\s/g, '')
  const [, unit, year] = /^(.+?)(\d{4})年政府信息公开工作年度报告$/.exec(text) ?? []
  return unit === undefined ? undefined : { unit, year: Number(year) }
}

/** A report has some six hundred; each forged one is a difference to be told. */
const MOST_KEYS = 5000

function compareJson(snapshot: string, given: Record<string, unknown>): Difference[] {
  const template = templateOf(readSnapshot(snapshot))
  const published: Record<string, unknown> = JSON.parse(snapshot)
  return keysOf(published, given).flatMap((key) => {
    const [ours, theirs] = [published[key], given[key]]
    if (!isRecord(ours)) return ours === theirs ? [] : [{ place: key, expected: print(ours), found: print(theirs) }]
    const other = isRecord(theirs) ? theirs : {}
    return keysOf(ours, other)
      .filter((at) => ours[at] !== other[at])
      .map((at) => ({ place: placeName(template, at), expected: print(ours[at]), found: print(other[at]) }))
  })
}

function keysOf(ours: Record<string, unknown>, theirs: Record<string, unknown>): string[] {
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
  if (keys.length > MOST_KEYS) throw new Error('不是年报的 JSON 文件')
  return keys
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const print = (value: unknown) => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value))

/** Bytes. A report of 100,000 characters takes 300 kB. */
const MOST_JSON = 5_000_000

function parse(file: Uint8Array): Record<string, unknown> {
  if (file.length > MOST_JSON) throw new Error('文件过大，不是年报')
  try {
    const given = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file))
    if (isRecord(given)) return given
  } catch {
    // Told below, like all other text that is no report.
  }
  throw new Error('不是年报的 JSON 文件')
}

/** Long texts are shown from a little before the first character in which they differ. */
function shorten({ place, expected, found }: Difference): Difference {
  const named = place.slice(0, LONGEST_NAME)
  if (expected.length <= LONGEST_TEXT && found.length <= LONGEST_TEXT) return { place: named, expected, found }
  let same = 0
  while (same < Math.min(expected.length, found.length) && expected[same] === found[same]) same++
  const start = Math.max(0, same - 20)
  const cut = (text: string) =>
    `${start > 0 && text ? '…' : ''}${text.slice(start, start + LONGEST_TEXT)}${text.length > start + LONGEST_TEXT ? '…' : ''}`
  return { place: named, expected: cut(expected), found: cut(found) }
}
