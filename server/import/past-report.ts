import { z } from 'zod'
import { findImport, listImports } from '@/db/imports/imports'
import { importPastReport } from '@/db/imports/past-reports'
import { findUnit, listFormerNames, type Unit } from '@/db/people/units'
import { findSurest } from '@/db/reports/last-year'
import { listRevisions } from '@/db/reports/reports'
import { noFormFor } from '@/report/reading/read'
import { bareLabel } from '@/report/reading/read-labels'
import { PAST_REVISION } from '@/report/report'
import { findTemplate } from '@/report/templates'
import { LONGEST_TEXT } from '@/report/text/text-length'
import { yearOf } from '@/report/workflow/dates'
import type { Passed, PassedReport, Refusal } from '@/server/gate/gate'
import { nameFile } from './import-history'

export const pastReport = z.object({
  /** The number of the file. */
  source: z.number().int(),
  year: z.number().int(),
  /** The unit as the file names it. */
  org: z.string().max(400).optional(),
  values: z.record(z.string().max(80), z.string().max(LONGEST_TEXT)),
  /** What was said to whoever goes on although a file was read in for the year before. */
  knowing: z.string().max(400).optional()
})

/** Keeps what was read for a report as the 历史年报 of its unit for an earlier year; asks before it takes the place of another file. */
export async function keepPastReport(passed: PassedReport<'edit'>, given: z.output<typeof pastReport>) {
  const { store, filing } = passed
  const { source, year, knowing } = given
  const file = await findImport(store, filing.id, source)
  const unit = await findUnit(store, filing.unit)
  if (!file || !unit) return { ok: false as const, error: '导入的文件不属于本年报，请重新导入' }
  if (year >= filing.year) return { ok: false as const, error: `历史年报应早于 ${filing.year} 年，请导入本年报` }
  const of = { unit: unit.id, year, kind: unit.kind }
  const before = (await listRevisions(store, of)).find(({ revision, state }) => revision === PAST_REVISION && state === 'IMPORTED')
  const [earlier] = before ? (await listImports(store, before.id)).slice(-1) : []
  const asks = before && `${year} 年已有历史年报（${earlier?.name ?? '导入'}），将替换为 ${file.name} 的内容，原内容在历程中可查`
  if (asks && knowing !== asks) return { ok: false as const, error: asks, asks }
  const kept = await keepPast(passed, unit, { ...given, file })
  if (!kept.ok) return kept
  const isSurest = (await findSurest(store, of))?.id === kept.report
  const words = !isSurest
    ? `${year} 年另有经审核的年报，上年数据仍以该年报为准`
    : year === filing.year - 1
      ? '上年结转、较上年比较和跨年核对从现在起按它计算'
      : '可在统计和各格的历年数据中查看'
  return { ...kept, says: `已导入 ${year} 年历史年报。${words}。` }
}

type Given = { year: number; org?: string; values: Readonly<Record<string, string>>; file: { name: string; hash: string } }

/** The same for a unit, by whoever may; under the name it had then, if the file tells it. */
export async function keepPast(
  { store, user, now }: Pick<Passed, 'store' | 'user' | 'now'>,
  unit: Pick<Unit, 'id' | 'name' | 'kind'>,
  { year, org, values, file }: Given
): Promise<{ ok: true; report: number } | Refusal> {
  const template = findTemplate(year)
  if (!template) return { ok: false, error: noFormFor(year) }
  if (year >= yearOf(now)) return { ok: false, error: `${year} 年度尚未结束，请在该年度的年报中导入` }
  const known = Object.fromEntries(Object.entries(values).filter(([at, text]) => template.fields.has(at) && text !== ''))
  const former = await listFormerNames(store, [unit.id])
  const name = former.find((one) => org !== undefined && bareLabel(one.name) === bareLabel(org))?.name ?? unit.name
  const words = nameFile(file)
  const kept = await importPastReport(store, {
    unit: { ...unit, name },
    year,
    values: known,
    file: { ...file, words },
    by: user.id,
    now
  })
  if (kept.ok) return kept
  return {
    ok: false,
    error: kept.why === 'public' ? `${year} 年的历史年报已经公布，不能用文件替换，需要修改的请申请更正` : noFormFor(year)
  }
}
