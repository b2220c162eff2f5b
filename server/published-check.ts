import { createHash } from 'node:crypto'
import type { Store } from '@/db/client'
import { findPublicByHash, findPublicByName, type PublicRevision } from '@/db/published'
import { differences } from '@/report/difference'
import { type Block, makeDocument, type ReportDocument } from '@/report/document'
import { placeName } from '@/report/finding'
import { layGrid } from '@/report/grid'
import { type Report, templateOf, titleOf } from '@/report/report'
import { readSnapshot } from '@/report/snapshot'
import { readPublicReport } from './published'
import { describeRevision } from './published-sheet'
import { readWord, type WordText } from './read-word'

/** A place where a file says something else than what was published. */
export type Deviation = { place: string; published: string; file: string }

type Matched = ReturnType<typeof describeMatched>

export type Verdict =
  | { is: 'same'; by: 'hash' | 'content'; matched: Matched[] }
  | { is: 'differs'; matched: Matched; deviations: Deviation[]; count: number }
  | { is: 'unknown'; words: string }
  | { is: 'unreadable'; words: string }

/** Digits of a hash that are enough to find it: those of the short address printed on files. */
export const SHORT_HASH = 16

const MOST_DEVIATIONS = 100
const LONGEST_TEXT = 80

/** Whether something was published under a SHA-256, or its first 16 digits or more. */
export async function checkHash(store: Store, given: string): Promise<Verdict> {
  const digits = given.replace(/\s/g, '').toLowerCase()
  if (!/^[\da-f]{16,64}$/.test(digits))
    return { is: 'unreadable', words: '校验值由 64 位数字和字母 a 到 f 组成，至少要有前 16 位，请核对后再试。' }
  const found = await findPublicByHash(store, digits)
  if (found.length > 0) return { is: 'same', by: 'hash', matched: found.map(describeMatched) }
  return { is: 'unknown', words: '没有一份公布的年报有这个校验值。请核对是否抄错；没有抄错的，内容不是这里公布的。' }
}

/** Whether a file is what was published, by its bytes or by all it says, and where it differs. */
export async function checkFile(store: Store, file: Uint8Array): Promise<Verdict> {
  const exact = await findPublicByHash(store, createHash('sha256').update(file).digest('hex'))
  if (exact.length > 0) return { is: 'same', by: 'hash', matched: exact.map(describeMatched) }
  try {
    const said = file[0] === 0x7b ? readJson(file) : readDocx(file)
    return await compare(store, said)
  } catch (error) {
    return {
      is: 'unreadable',
      words:
        error instanceof Error && /[\u4e00-\u9fff]/.test(error.message)
          ? `${error.message}。`
          : '文件无法识别，请上传从公布页下载的 Word 或 JSON 文件。'
    }
  }
}

/** What a file claims to be, and where it differs from a report. */
type Said = { unit: string; year: number; deviationsFrom: (report: Report) => Deviation[] }

function readJson(file: Uint8Array): Said {
  const given = readSnapshot(new TextDecoder('utf-8', { fatal: true }).decode(file))
  if (typeof given.unit !== 'string' || typeof given.year !== 'number' || !given.values) throw new Error('不是年报数据')
  return {
    unit: given.unit,
    year: given.year,
    deviationsFrom: (report) => {
      const template = templateOf(report)
      return differences(template, report.values, given.values).map(({ at, was, now }) => ({
        place: placeName(template, at),
        published: was,
        file: now
      }))
    }
  }
}

function readDocx(file: Uint8Array): Said {
  const text = readWord(file)
  const [, unit, year] = /^(.+?)(\d{4})年政府信息公开工作年度报告$/.exec(text.paragraphs[0]?.replace(/\s/g, '') ?? '') ?? []
  if (unit === undefined) throw new Error('文件的第一段不是年报标题')
  return { unit, year: Number(year), deviationsFrom: (report) => compareText(report, text) }
}

async function compare(store: Store, { unit, year, deviationsFrom }: Said): Promise<Verdict> {
  const title = titleOf({ unit, year })
  const known = await findPublicByName(store, unit, year)
  const readable = known.filter(({ state }) => state !== 'WITHDRAWN')
  if (readable.length === 0) {
    if (known.length === 0) return { is: 'unknown', words: `没有公布过《${title}》。请核对单位名称和年度。` }
    return { is: 'unknown', words: `《${title}》公布后已经撤下，不再提供内容比对。` }
  }
  const compared = await Promise.all(
    readable.map(async (revision) => ({ revision, deviations: deviationsFrom(await readPublicReport(store, revision)) }))
  )
  const same = compared.filter(({ deviations }) => deviations.length === 0)
  if (same.length > 0) return { is: 'same', by: 'content', matched: same.map(({ revision }) => describeMatched(revision)) }
  const [nearest] = compared.sort((a, b) => a.deviations.length - b.deviations.length || b.revision.revision - a.revision.revision)
  if (!nearest) throw new Error('nothing was compared')
  const { revision, deviations } = nearest
  const shown = deviations.slice(0, MOST_DEVIATIONS).map(({ place, published, file }) => ({ place, ...shorten(published, file) }))
  return { is: 'differs', matched: describeMatched(revision), deviations: shown, count: deviations.length }
}

function describeMatched(revision: PublicRevision) {
  return { ...describeRevision(revision), unit: revision.unitName, year: revision.year }
}

function compareText(report: Report, text: WordText): Deviation[] {
  const document = makeDocument(report)
  const tables = document.blocks.filter((block) => block.is === 'table')
  const [, ...paragraphs] = text.paragraphs
  return [
    ...compareParagraphs(paragraphsOf(document), paragraphs),
    ...tables.flatMap((table, i) => compareTable(report, table, text.tables[i])),
    ...text.tables.slice(tables.length).map((rows) => ({ place: '公布的报告中没有的表', published: '', file: rows[0]?.join(' ') ?? '' }))
  ]
}

const paragraphsOf = ({ blocks }: ReportDocument) =>
  blocks.flatMap((block) =>
    block.is === 'table' || block.is === 'signature'
      ? []
      : [block.is === 'paragraph' ? block.runs.map(({ text }) => text).join('') : block.text]
  )

/** Paragraphs of one side that the other has not; neighbours that changed stand in one line. */
function compareParagraphs(published: readonly string[], given: readonly string[]): Deviation[] {
  const [missing, added] = [without(published, given), without(given, published)]
  const found: Deviation[] = []
  for (let i = 0; i < Math.max(missing.length, added.length); i++)
    found.push({ place: `文字`, published: missing[i] ?? '', file: added[i] ?? '' })
  return found
}

function without(from: readonly string[], taken: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const text of taken) left.set(text, (left.get(text) ?? 0) + 1)
  return from.filter((text) => {
    const count = left.get(text) ?? 0
    left.set(text, count - 1)
    return count <= 0
  })
}

type TableBlock = Extract<Block, { is: 'table' }>

function compareTable(report: Report, { name, rows, columns }: TableBlock, given: string[][] | undefined): Deviation[] {
  if (!given) return [{ place: name, published: '有这张表', file: '' }]
  const template = templateOf(report)
  const grid = layGrid(rows, columns)
  if (given.length !== grid.length) return [{ place: name, published: `${grid.length} 行`, file: `${given.length} 行` }]
  return grid.flatMap((line, r) =>
    line.flatMap(({ cell, row, column }, c) => {
      const text = given[r]?.[c] ?? ''
      if (row !== r || column !== c || text === cell.text) return []
      const place = cell.at === undefined ? `${name}第 ${r + 1} 行的标题` : placeName(template, cell.at)
      return [{ place, published: cell.text, file: text }]
    })
  )
}

/** Long texts are shown from a little before the first character in which they differ. */
function shorten(published: string, file: string): { published: string; file: string } {
  if (published.length <= LONGEST_TEXT && file.length <= LONGEST_TEXT) return { published, file }
  let same = 0
  while (same < Math.min(published.length, file.length) && published[same] === file[same]) same++
  const start = Math.max(0, same - 20)
  const cut = (text: string) =>
    `${start > 0 && text ? '…' : ''}${text.slice(start, start + LONGEST_TEXT)}${text.length > start + LONGEST_TEXT ? '…' : ''}`
  return { published: cut(published), file: cut(file) }
}
