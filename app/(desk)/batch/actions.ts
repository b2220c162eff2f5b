'use server'
import { z } from 'zod'
import { STATE_NAMES } from '@/report/workflow/states'
import { cancelBatch, findBatch, listBatches, MOST_FILES, resumeBatch, startBatch } from '@/server/batch/batch'
import { listChoice } from '@/server/batch/batch-choice'
import { FORMATS } from '@/server/files/formats'
import { generalAction, type Passed } from '@/server/gate/gate'

const wanted = z.object({
  year: z.int(),
  reports: z.array(z.int()).min(1, '请至少选择一份年报').max(MOST_FILES, '一次选择的年报过多'),
  formats: z.array(z.enum(FORMATS)).min(1, '请至少选择一种格式')
})

/** Begins an export of chosen reports; those the person may not take along are refused all together. */
export const start = generalAction(undefined, wanted, async (passed, { year, reports, formats }) => {
  const choice = new Map((await listChoice(passed)).map((filing) => [filing.id, filing]))
  const chosen = [...new Set(reports)].flatMap((id) => choice.get(id) ?? [])
  if (chosen.length < new Set(reports).size)
    return { ok: false as const, error: '部分年报的状态已经变化，或不在您的权限范围内，请刷新页面后重新选择' }
  if (chosen.length * formats.length > MOST_FILES) return { ok: false as const, error: `一次最多导出 ${MOST_FILES} 个文件，请分批选择` }
  const states = [...new Set(chosen.map(({ state }) => STATE_NAMES[state]))]
  const items = chosen.map(({ id, version, unit, unitName, year: of, state }) => ({ report: id, version, unit, unitName, year: of, state }))
  const words = `${year} 年，${chosen.length} 份（${states.join('、')}）`
  await startBatch(
    passed.store,
    { by: passed.user.id, words, formats: FORMATS.filter((format) => formats.includes(format)), items },
    passed.now
  )
  return { ok: true as const }
})

/** How far the person's exports are. */
export const follow = generalAction(
  undefined,
  z.object({}),
  async ({ user }) => ({
    ok: true as const,
    batches: (await listBatches(user.id)).map(({ items: _, by: __, ...batch }) => batch)
  }),
  { isPolling: true }
)

const named = z.object({ id: z.string() })

export const cancel = generalAction(undefined, named, async (passed, { id }) => {
  if (!(await isOwn(passed, id))) return { ok: false as const, error: '没有这次导出，可能已经取消' }
  await cancelBatch(id)
  return { ok: true as const }
})

export const resume = generalAction(undefined, named, async (passed, { id }) => {
  if (!(await isOwn(passed, id))) return { ok: false as const, error: '没有这次导出，可能已经取消' }
  await resumeBatch(passed.store, id)
  return { ok: true as const }
})

async function isOwn({ user }: Passed, id: string): Promise<boolean> {
  return (await findBatch(id))?.by === user.id
}
