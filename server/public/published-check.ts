import type { Store } from '@/db/engine/client'
import { findImprint } from '@/db/reports/imprints'
import { findPublicByHash, findPublicByName, type PublicRevision, readPublicSnapshot } from '@/db/reports/published'
import { titleOf } from '@/report/report'
import type { FileDifference } from '@/server/files/compare-document'
import { readForeign } from '@/server/files/reader/reader'
import { describeRevision } from './published-table'

type Matched = ReturnType<typeof describeMatched>

/** What a check found out; places are told as what was published and what the file says. */
export type CheckResult =
  | { is: 'same'; by: 'hash' | 'content'; matched: Matched[] }
  | { is: 'differs'; matched: Matched; deviations: FileDifference[]; count: number }
  | { is: 'unknown'; words: string }
  | { is: 'unreadable'; words: string }

/** Whether something was published under a SHA-256, or its first 16 digits or more: those of the short address on files. */
export async function checkHash(store: Store, given: string): Promise<CheckResult> {
  const digits = given.replace(/\s/g, '').toLowerCase()
  if (!/^[\da-f]{16,64}$/.test(digits))
    return { is: 'unreadable', words: '校验值由 64 位数字和字母 a 到 f 组成，至少要有前 16 位，请核对后再试。' }
  const found = await findPublicByHash(store, digits)
  if (found.length > 0) return { is: 'same', by: 'hash', matched: found.map(describeMatched) }
  return { is: 'unknown', words: '没有一份公布的年度报告有这个校验值。请核对校验值；校验值无误的，该内容不是本站公布的。' }
}

/** The name of an uploaded file, and what was found out about it. */
export type CheckedFile = { name: string; verdict: CheckResult }

/**
 * Whether the file of an uploaded form is what was published, by its bytes or by all it says, and where it differs. `type`:
 * the content type of the form. Throws UnreadableFile if there is no file in it or its reader gave it up, BusyReader.
 */
export async function checkFile(store: Store, upload: Uint8Array, type: string): Promise<CheckedFile> {
  const { name, hash, unit, year, fault } = await readForeign('identify', upload, type)
  const exact = await findPublicByHash(store, hash)
  if (exact.length > 0) return { name, verdict: { is: 'same', by: 'hash', matched: exact.map(describeMatched) } }
  if (unit === undefined || year === undefined) return { name, verdict: { is: 'unreadable', words: `${fault ?? ''}。` } }
  return { name, verdict: await compare(store, upload, type, { unit, year }) }
}

async function compare(store: Store, upload: Uint8Array, type: string, claimed: { unit: string; year: number }): Promise<CheckResult> {
  const known = await findPublicByName(store, claimed.unit, claimed.year)
  const title = titleOf(claimed)
  if (known.length === 0) return { is: 'unknown', words: `没有公布过《${title}》。请核对单位名称和年度。` }
  const standing = known.filter(({ state }) => state !== 'WITHDRAWN')
  if (standing.length === 0) return { is: 'unknown', words: `《${title}》公布后已经撤下，不再提供内容比对。` }
  const published = await Promise.all(
    standing.map(async (one) => ({ snapshot: await readPublicSnapshot(store, one), imprint: await findImprint(store, one.report) }))
  )
  const compared = (await readForeign('compare', upload, type, published)).map((found, i) => ({
    ...found,
    revision: standing[i] as PublicRevision
  }))
  const same = compared.filter(({ count }) => count === 0)
  if (same.length > 0) return { is: 'same', by: 'content', matched: same.map(({ revision }) => describeMatched(revision)) }
  const [nearest] = compared.sort((a, b) => a.count - b.count || b.revision.revision - a.revision.revision)
  if (!nearest) throw new Error('a file was compared with nothing')
  return { is: 'differs', matched: describeMatched(nearest.revision), deviations: nearest.deviations, count: nearest.count }
}

function describeMatched(revision: PublicRevision) {
  return { ...describeRevision(revision), unit: revision.unitName, year: revision.year }
}
