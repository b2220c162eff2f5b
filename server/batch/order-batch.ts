import { z } from 'zod'
import { STATE_NAMES } from '@/report/workflow/states'
import { FORMATS } from '@/server/files/formats'
import type { Passed, Refusal, Result } from '@/server/gate/gate'
import { type BatchExport, cancelBatch, findBatch, listBatches, MOST_FILES, resumeBatch, startBatch } from './batch'
import { listChoice } from './batch-choice'
import { coverBatch } from './cover-batch'

export const batchRequest = z.object({
  year: z.int(),
  reports: z.array(z.int()).min(1, '请至少选择一份年报').max(MOST_FILES, '一次选择的年报过多'),
  formats: z.array(z.enum(FORMATS)).min(1, '请至少选择一种格式')
})
export const batchId = z.object({ id: z.string() })

/** Orders an export of chosen reports; those the person may not take along are refused all together. */
export async function orderBatch(passed: Passed, { year, reports, formats }: z.output<typeof batchRequest>): Promise<Result> {
  const choice = new Map((await listChoice(passed)).map((filing) => [filing.id, filing]))
  const chosen = [...new Set(reports)].flatMap((id) => choice.get(id) ?? [])
  if (chosen.length < new Set(reports).size)
    return { ok: false, error: '部分年报的状态已经变化，或不在您的权限范围内，请刷新页面后重新选择' }
  if (chosen.length * formats.length > MOST_FILES) return { ok: false, error: `一次最多导出 ${MOST_FILES} 个文件，请分批选择` }
  const states = [...new Set(chosen.map(({ state }) => STATE_NAMES[state]))]
  const items = chosen.map(({ id, version, unit, unitName, year: of, state }) => ({ report: id, version, unit, unitName, year: of, state }))
  const words = `${year} 年，${chosen.length} 份（${states.join('、')}）`
  const order = {
    by: passed.user.id,
    words,
    formats: FORMATS.filter((format) => formats.includes(format)),
    items,
    cover: await coverBatch(passed, chosen, year)
  }
  await startBatch(passed.store, order, passed.now)
  return { ok: true }
}

/** How far the person's own exports are. */
export async function followBatches({ user }: Passed): Promise<{ ok: true; batches: Omit<BatchExport, 'items' | 'by' | 'cover'>[] }> {
  return { ok: true, batches: (await listBatches(user.id)).map(({ items: _, by: __, cover: ___, ...batch }) => batch) }
}

const NO_BATCH: Refusal = { ok: false, error: '没有这次导出，可能已经取消' }

/** Stops one of the person's own exports and throws away what was made. */
export async function cancelOwnBatch(passed: Passed, { id }: z.output<typeof batchId>): Promise<Result> {
  if (!(await isOwn(passed, id))) return NO_BATCH
  await cancelBatch(id)
  return { ok: true }
}

/** Goes on with one of the person's own exports that stopped. */
export async function resumeOwnBatch(passed: Passed, { id }: z.output<typeof batchId>): Promise<Result> {
  if (!(await isOwn(passed, id))) return NO_BATCH
  await resumeBatch(passed.store, id)
  return { ok: true }
}

async function isOwn({ user }: Passed, id: string): Promise<boolean> {
  return (await findBatch(id))?.by === user.id
}
