import { hashOf } from '@/db/hash'
import { type Imprint, NO_IMPRINT, publicImprint } from '@/report/layout/imprint'
import { type FileReading, readingOf } from '@/report/understanding/plan-import'
import { sentenceIn } from '@/server/base/told-error'
import { understandForeign } from '@/server/files/foreign/read-foreign'
import { readForm } from '@/server/files/reader/read-form'
import type { FileDifference } from './compare-document'
import { FORMATS, type Format, formatOf } from './formats'
import { expectedOf } from './verify'

/**
 * What an uploaded file says it is. `hash`: SHA-256 of its bytes in hexadecimal digits; `unit`, `year`: of whose report
 * it is, if it says so; `fault`: the Chinese sentence why it cannot be read.
 */
export type Identified = { name: string; hash: string; unit?: string; year?: number; fault?: string }

/** The differences between a file and a published snapshot: all are counted, the first ones listed with shortened texts. */
export type ComparedFile = { count: number; deviations: FileDifference[] }

const MOST_DEVIATIONS = 100
const LONGEST_SHOWN = 80
const LONGEST_NAME = 200

/** Whose report an upload says it is; `type` is the content type of the form it came in. */
export async function identify(upload: Uint8Array, type: string): Promise<Identified> {
  const { file, name } = await readForm(upload, type)
  const known = { name: name.slice(0, LONGEST_NAME), hash: hashOf(file) }
  try {
    const titled = readTitle(open(file, name).title())
    return titled ? { ...known, ...titled } : { ...known, fault: '文件中没有年报标题或单位、年度' }
  } catch (error) {
    return { ...known, fault: sentenceOf(error) }
  }
}

/** The file of an upload as a report of any origin, with every doubt. Throws Chinese sentences. */
export async function readUpload(upload: Uint8Array, type: string): Promise<FileReading & { name: string; hash: string }> {
  const { file, name } = await readForm(upload, type)
  return { ...readingOf(await understandForeign(file)), name: name.slice(0, LONGEST_NAME), hash: hashOf(file) }
}

/** A published snapshot with its 公文要素, all of them. */
export type Published = { snapshot: string; imprint: Imprint }

/**
 * The same upload, compared with each of these. 公文要素 may be printed or not; those the public is not shown count as right
 * where they are, and are not told where they are not.
 */
export async function compare(upload: Uint8Array, type: string, published: readonly Published[]): Promise<ComparedFile[]> {
  const { file, name } = await readForm(upload, type)
  const opened = open(file, name)
  return published.map(({ snapshot, imprint }) => {
    const compareTo = (one: Imprint) => opened.compare(expectedOf(snapshot, { isFinal: true, imprint: one }))
    const shown = compareTo(publicImprint(imprint))
    const isSame = shown.length === 0 || [NO_IMPRINT, imprint].some((one) => compareTo(one).length === 0)
    const differences = isSame ? [] : shown
    return { count: differences.length, deviations: differences.slice(0, MOST_DEVIATIONS).map(shorten) }
  })
}

/** The Chinese sentence of our readers; any other error of a broken file becomes a general one. */
export function sentenceOf(error: unknown): string {
  return sentenceIn(error) ?? '文件无法识别，请上传从公布页下载的文件'
}

const open = (file: Uint8Array, name: string) => formatOf[guessFormat(file, name)].open(file)

/** By its extension, else by its first byte. */
function guessFormat(file: Uint8Array, name: string): Format {
  const ending = name.split('.').at(-1)?.toLowerCase()
  const named = FORMATS.find((format) => format === ending)
  if (named) return named
  if (file[0] === 0x7b) return 'json'
  return file[0] === 0x25 ? 'pdf' : 'docx'
}

type Titled = { unit: string; year: number }

const LONGEST_TITLE = 400

function readTitle(title = ''): Titled | undefined {
  const text = title.slice(0, LONGEST_TITLE).replace(/\s/g, '')
  const [, unit, year] = /^(.+?)(\d{4})年政府信息公开工作年度报告$/.exec(text) ?? []
  return unit === undefined ? undefined : { unit, year: Number(year) }
}

/** Long texts are shown from a little before the first character in which they differ. */
function shorten({ place, expected, found }: FileDifference): FileDifference {
  const named = place.slice(0, LONGEST_NAME)
  if (expected.length <= LONGEST_SHOWN && found.length <= LONGEST_SHOWN) return { place: named, expected, found }
  let same = 0
  while (same < Math.min(expected.length, found.length) && expected[same] === found[same]) same++
  const start = Math.max(0, same - 20)
  const cut = (text: string) =>
    `${start > 0 && text ? '…' : ''}${text.slice(start, start + LONGEST_SHOWN)}${text.length > start + LONGEST_SHOWN ? '…' : ''}`
  return { place: named, expected: cut(expected), found: cut(found) }
}
