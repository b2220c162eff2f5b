import { placeName } from '@/report/finding'
import type { Expected, FileDifference } from '@/server/files/compare-document'

export type JsonObject = Record<string, unknown>

const HEAD_NAMES: Record<string, string> = { unit: '单位', year: '年度', kind: '报告类别', template: '年报格式', rules: '规则版本' }

/** A report has some six hundred; each forged one is a difference to be told. */
const MOST_KEYS = 5000

/** The differences of a snapshot, key by key, without assuming that it is a valid report: it may be forged. */
export function compareJson(given: JsonObject, { snapshot, template }: Expected): FileDifference[] {
  const published: JsonObject = JSON.parse(snapshot)
  // What was typed is told before the totals over it.
  const keys = keysOf(published, given).sort((a, b) => Number(a === 'totals') - Number(b === 'totals'))
  return keys.flatMap((key) => {
    const [ours, theirs] = [published[key], given[key]]
    if (!isRecord(ours)) return ours === theirs ? [] : [{ place: HEAD_NAMES[key] ?? key, expected: print(ours), found: print(theirs) }]
    const other = isRecord(theirs) ? theirs : {}
    return keysOf(ours, other)
      .filter((at) => ours[at] !== other[at])
      .map((at) => ({
        place: `“${placeName(template, at)}”`,
        expected: print(ours[at]),
        found: print(other[at])
      }))
  })
}

function keysOf(ours: JsonObject, theirs: JsonObject): string[] {
  const keys = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
  if (keys.length > MOST_KEYS) throw new Error('不是年报的 JSON 文件')
  return keys
}

const isRecord = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

const print = (value: unknown) => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value))

/** Bytes. A report of 100,000 characters takes 300 kB. */
const MOST_JSON = 5_000_000

/** Throws a Chinese sentence for what is no object, or larger than any report. */
export function readJson(file: Uint8Array): JsonObject {
  if (file.length > MOST_JSON) throw new Error('文件过大，不是年报')
  try {
    const given = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(file))
    if (isRecord(given)) return given
  } catch {
    // Told below, like all other text that is no report.
  }
  throw new Error('不是年报的 JSON 文件')
}
