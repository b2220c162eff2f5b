import { z } from 'zod'
import { declareAbsence, findObligation } from '@/db/people/obligations'
import { addAdjustment, endAdjustment, type Unadjusted } from '@/db/rollup/adjustments'
import { takeSums as take } from '@/db/rollup/take'
import { placeName } from '@/report/finding'
import { readCell } from '@/report/input'
import { STATE_CLASS_KEYS } from '@/report/rollup/state-class'
import { openTemplate } from '@/report/templates'
import { SHORTEST_REASON } from '@/report/workflow/transitions'
import type { Passed, PassedReport, Result } from '@/server/gate/gate'
import { listReviewed } from '@/server/gate/reach'

const CLOSED = '年报已提交，不能再修改'
const reason = z.string().trim().min(SHORTEST_REASON, `请写明理由，至少 ${SHORTEST_REASON} 个字`).max(500, '理由最多 500 字')

/** 计入范围: another class of states than the aggregate counts until now. */
export const taking = z.object({ counting: z.enum(STATE_CLASS_KEYS).optional() })

/** Takes the sums of the members as they are now into the report. */
export async function takeSums(
  { store, filing, opened, now }: PassedReport<'edit'>,
  { counting }: z.output<typeof taking>
): Promise<Result> {
  const taken = await take(store, opened, now, counting)
  if (taken.ok) return { ok: true }
  if (taken.why === 'too large')
    return { ok: false, error: `“${placeName(openTemplate(filing.template), taken.at)}”合计过大，请核对各成员单位的数据` }
  return { ok: false, error: taken.why === 'closed' ? CLOSED : '没有可以汇总的成员单位' }
}

/** `was`: the sum of the cell as he saw it. */
export const adjustment = z.object({
  at: z.string().max(80),
  was: z.string().max(40),
  amount: z.string().trim().min(1, '请填调整数').max(40),
  reason
})

/** Adds 调整项 to a cell: what is typed is read as the cell would, with a sign. */
export async function adjust({ store, filing, opened, now }: PassedReport<'edit'>, given: z.output<typeof adjustment>): Promise<Result> {
  const { cells, index } = openTemplate(filing.template)
  const cell = cells[index.get(given.at) ?? -1]
  const [, minus, digits = ''] = /^\s*([-−－减])?\s*(.*)$/s.exec(given.amount) ?? []
  const read = readCell(digits, cell?.kind ?? 'count')
  if (read.is !== 'number' || read.amount === 0)
    return { ok: false, field: 'amount', error: read.is === 'unread' ? read.why : '请填调整数，减少填负数，如 -1' }
  const amount = minus ? -read.amount : read.amount
  const { at, was, reason: why } = given
  return answer(await addAdjustment(store, opened, { at, was, amount, reason: why, now }))
}

export const ended = z.object({ id: z.number().int() })

/** Takes 调整项 back. */
export async function unadjust({ store, opened, now }: PassedReport<'edit'>, { id }: z.output<typeof ended>): Promise<Result> {
  return answer(await endAdjustment(store, opened, { id, now }))
}

const WHY: Record<Unadjusted, string> = {
  closed: CLOSED,
  'not summed': '请先汇总，再调整',
  'no cell': '合计格由各格相加，请调整其中的格',
  negative: '调整后为负数，请核对调整数',
  'too large': '调整后的数过大，请核对调整数',
  gone: '这一调整项已撤销，请刷新页面'
}
function answer(done: Awaited<ReturnType<typeof addAdjustment>>): Result {
  if (done.ok) return done
  if (done.why !== 'changed') return { ok: false, error: WHY[done.why] }
  return { ok: false, error: `此格刚由${done.by}汇总或调整，现为 ${done.is || '空'}。请核对上表，仍需调整的再次确认` }
}

export const absence = z.object({ unit: z.number().int(), year: z.number().int(), reason: reason.nullable() })

/** 列为缺报, or takes it back: by whoever reviews the unit. */
export async function declareAbsent({ store, user, now }: Passed, { unit, year, reason: why }: z.output<typeof absence>): Promise<Result> {
  const reached = await listReviewed({ store, user })
  if (!reached.some(({ id }) => id === unit)) return { ok: false, error: '该单位的年报不由您审核' }
  if (!(await findObligation(store, unit, year))) return { ok: false, error: `该单位没有 ${year} 年的报送任务` }
  const isDone = await declareAbsence(store, { unit, year, reason: why, by: user.id, on: now })
  return isDone ? { ok: true } : { ok: false, error: '已经办理，请刷新页面' }
}
