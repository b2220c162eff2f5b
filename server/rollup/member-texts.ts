import { findFilings } from '@/db/reports/reports'
import { listMembers } from '@/db/workflow/members'
import { sayInclusion } from '@/report/rollup/inclusion'
import { openSheet } from '@/report/sheet'
import type { Address } from '@/report/template'
import { listReadable, type PassedReport } from '@/server/gate/gate'
import { listHandedIn } from '@/server/gate/visible'
import { publicPathOf } from '@/server/public/published'

/** What a member of an aggregate says in a field of prose; where it is not counted, or may not be read, why. */
export type MemberText = { unit: number; name: string; text: string; why: string; isCounted: boolean; href: string | undefined }

/** The same field of prose in the reports an aggregate adds up now, in the order of the members; undefined for one that adds up nobody. */
export async function listMemberTexts(passed: PassedReport<'read'>, at: Address): Promise<MemberText[] | undefined> {
  const { store, filing } = passed
  const members = await listMembers(store, filing)
  if (members.length === 0) return undefined
  const filings = await findFilings(
    store,
    members.flatMap(({ source }) => source?.report ?? [])
  )
  const [reports, byId] = [await listHandedIn(passed, filings), new Map(filings.map((one) => [one.id, one]))]
  const readable = await listReadable(
    passed,
    filings.map(({ id }) => id)
  )
  return members.map(({ unit, name, inclusion, reason, source }) => {
    const counted = byId.get(source?.report ?? -1)
    const report = counted && reports.get(counted.id)
    if (!counted) return { unit, name, text: '', why: sayInclusion(inclusion, reason), isCounted: false, href: undefined }
    if (!report) return { unit, name, text: '', why: '未公布，不由您查阅', isCounted: false, href: undefined }
    // As it is read: with the numbers that its tokens stand for.
    const text = openSheet(report).report.values[at] ?? ''
    const page = readable.has(counted.id) ? `/reports/${counted.id}/review` : publicPathOf(counted)
    return { unit, name, text, why: '', isCounted: true, href: page && `${page}#${at}` }
  })
}
