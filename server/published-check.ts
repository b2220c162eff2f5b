import { createHash } from 'node:crypto'
import type { Store } from '@/db/client'
import { findPublicByHash, findPublicByName, type PublicRevision, readPublicSnapshot } from '@/db/published'
import { placeName } from '@/report/finding'
import { templateOf, titleOf } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import { compareFile, type Difference, FORMATS, type Format, textsOfSheet } from './prove'
import { describeRevision } from './published-sheet'
import { readCsv } from './read-csv'
import { readPdf } from './read-pdf'
import { readSheets } from './read-sheet'
import { readWord } from './read-word'
import { TEXT_SHEET } from './sheet'

type Matched = ReturnType<typeof describeMatched>

/** What a check found out; places are told as what was published and what the file says. */
export type Verdict =
  | { is: 'same'; by: 'hash' | 'content'; matched: Matched[] }
  | { is: 'differs'; matched: Matched; deviations: Difference[]; count: number }
  | { is: 'unknown'; words: string }
  | { is: 'unreadable'; words: string }

const MOST_DEVIATIONS = 100
const LONGEST_TEXT = 80

/** Whether something was published under a SHA-256, or its first 16 digits or more: those of the short address on files. */
export async function checkHash(store: Store, given: string): Promise<Verdict> {
  const digits = given.replace(/\s/g, '').toLowerCase()
  if (!/^[\da-f]{16,64}$/.test(digits))
    return { is: 'unreadable', words: '校验值由 64 位数字和字母 a 到 f 组成，至少要有前 16 位，请核对后再试。' }
  const found = await findPublicByHash(store, digits)
  if (found.length > 0) return { is: 'same', by: 'hash', matched: found.map(describeMatched) }
  return { is: 'unknown', words: '没有一份公布的年报有这个校验值。请核对是否抄错；没有抄错的，内容不是这里公布的。' }
}

/** Whether a file is what was published, by its bytes or by all it says, and where it differs. */
export async function checkFile(store: Store, file: Uint8Array, name: string): Promise<Verdict> {
  const exact = await findPublicByHash(store, createHash('sha256').update(file).digest('hex'))
  if (exact.length > 0) return { is: 'same', by: 'hash', matched: exact.map(describeMatched) }
  try {
    return await compare(store, file, formatOf(file, name))
  } catch (error) {
    const isTold = error instanceof Error && /[\u4e00-\u9fff]/.test(error.message)
    return { is: 'unreadable', words: isTold ? `${error.message}。` : '文件无法识别，请上传从公布页下载的文件。' }
  }
}

async function compare(store: Store, file: Uint8Array, format: Format): Promise<Verdict> {
  const claimed = readClaim(file, format)
  if (!claimed) throw new Error('文件中没有年报标题或单位、年度')
  const known = await findPublicByName(store, claimed.unit, claimed.year)
  const title = titleOf(claimed)
  if (known.length === 0) return { is: 'unknown', words: `没有公布过《${title}》。请核对单位名称和年度。` }
  const compared: { revision: PublicRevision; differences: Difference[] }[] = []
  for (const revision of known.filter(({ state }) => state !== 'WITHDRAWN'))
    compared.push({ revision, differences: differencesOf(file, format, await readPublicSnapshot(store, revision)) })
  const same = compared.filter(({ differences }) => differences.length === 0)
  if (same.length > 0) return { is: 'same', by: 'content', matched: same.map(({ revision }) => describeMatched(revision)) }
  const [nearest] = compared.sort((a, b) => a.differences.length - b.differences.length || b.revision.revision - a.revision.revision)
  if (!nearest) return { is: 'unknown', words: `《${title}》公布后已经撤下，不再提供内容比对。` }
  const { revision, differences } = nearest
  return {
    is: 'differs',
    matched: describeMatched(revision),
    deviations: differences.slice(0, MOST_DEVIATIONS).map(shorten),
    count: differences.length
  }
}

function describeMatched(revision: PublicRevision) {
  return { ...describeRevision(revision), unit: revision.unitName, year: revision.year }
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
function readClaim(file: Uint8Array, format: Format): Claim | undefined {
  switch (format) {
    case 'docx':
      return claimOf(readWord(file).paragraphs[0])
    case 'pdf':
      return claimOf(readPdf(file).paragraphs[0])
    case 'xlsx':
      return claimOf(textsOfSheet(readSheets(file).find(({ name }) => name === TEXT_SHEET))[0])
    case 'csv': {
      const [, [unit = '', year] = []] = readCsv(new TextDecoder().decode(file))
      return claimOf(titleOf({ unit, year: Number(year) }))
    }
    case 'json': {
      const { unit, year } = parse(file)
      return claimOf(titleOf({ unit: String(unit), year: Number(year) }))
    }
  }
}

function claimOf(title = ''): Claim | undefined {
  const [, unit, year] = /^(.+?)(\d{4})年政府信息公开工作年度报告$/.exec(title.replace(/\s/g, '')) ?? []
  return unit === undefined ? undefined : { unit, year: Number(year) }
}

function differencesOf(file: Uint8Array, format: Format, snapshot: string): Difference[] {
  return format === 'json' ? compareJson(snapshot, parse(file)) : compareFile(file, format, snapshot, { isFinal: true })
}

/** Key by key: a forged file need not be a report that could have been. */
function compareJson(snapshot: string, given: Record<string, unknown>): Difference[] {
  const template = templateOf(readSnapshot(snapshot))
  const published: Record<string, unknown> = JSON.parse(snapshot)
  return [...new Set([...Object.keys(published), ...Object.keys(given)])].flatMap((key) => {
    const [ours, theirs] = [published[key], given[key]]
    if (!isRecord(ours)) return ours === theirs ? [] : [{ place: key, expected: print(ours), found: print(theirs) }]
    const other = isRecord(theirs) ? theirs : {}
    return [...new Set([...Object.keys(ours), ...Object.keys(other)])]
      .filter((at) => ours[at] !== other[at])
      .map((at) => ({ place: placeName(template, at), expected: print(ours[at]), found: print(other[at]) }))
  })
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const print = (value: unknown) => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value))

function parse(file: Uint8Array): Record<string, unknown> {
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
  if (expected.length <= LONGEST_TEXT && found.length <= LONGEST_TEXT) return { place, expected, found }
  let same = 0
  while (same < Math.min(expected.length, found.length) && expected[same] === found[same]) same++
  const start = Math.max(0, same - 20)
  const cut = (text: string) =>
    `${start > 0 && text ? '…' : ''}${text.slice(start, start + LONGEST_TEXT)}${text.length > start + LONGEST_TEXT ? '…' : ''}`
  return { place, expected: cut(expected), found: cut(found) }
}
