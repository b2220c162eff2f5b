'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { listAnswers, saveAnswer } from '@/db/answers'
import { saveCells } from '@/db/cells'
import { findLastYear, readReport } from '@/db/reports'
import { moveReport } from '@/db/transitions'
import { judge, SHORTEST_ANSWER } from '@/report/answer'
import { checkWith, openSheet } from '@/report/check'
import { dayOf } from '@/report/deadline'
import { STATE_NAMES } from '@/report/status'
import { openTemplate } from '@/report/templates'
import { action } from '@/server/gate'
import { refuseMove } from '@/server/refusal'

/** Far above what any section holds; a longer text is refused whole and stays in the browser. */
const LONGEST_TEXT = 120_000

const text = z.string().max(LONGEST_TEXT, `一处文字最多 ${LONGEST_TEXT} 字`)
const batch = z.object({
  saveId: z.string().min(8).max(64),
  cells: z
    .array(z.object({ at: z.string().max(80), was: text, now: text, how: z.enum(['typed', 'pasted', 'carried']) }))
    .min(1)
    .max(400)
    .refine((cells) => new Set(cells.map(({ at }) => at)).size === cells.length)
    .readonly()
})

/** Saves cells as they are typed. */
export const save = action('edit', batch, async ({ store, filing, opened, now }, { saveId, cells }) => {
  const { fields } = openTemplate(filing.template)
  if (!cells.every(({ at }) => fields.has(at))) return { ok: false as const, error: '有的格子不在表中，请刷新页面' }
  const saved = await saveCells(store, opened, { saveId, cells, now })
  if (!saved.ok) return { ok: false as const, why: 'closed' as const, error: `报告${STATE_NAMES[saved.state]}，不能再修改` }
  return { ok: true as const, on: now, conflicts: saved.conflicts }
})

const explanation = z.object({
  finding: z.string().min(1).max(4000),
  text: z.string().trim().min(SHORTEST_ANSWER, `说明至少 ${SHORTEST_ANSWER} 个字`).max(1000, '说明最多 1000 字')
})

/** Keeps an explanation, bound to the values as the server has them. */
export const explain = action('edit', explanation, async ({ store, filing, opened, now }, given) => {
  const sheet = openSheet(await readReport(store, filing), { lastYear: await findLastYear(store, filing), today: dayOf(now) })
  const judged = judge(sheet, checkWith(sheet), []).find(({ key }) => key === given.finding)
  if (!judged) return { ok: false as const, error: '这个问题已经不存在了，请刷新页面' }
  const kept = await saveAnswer(store, opened, { finding: given.finding, basis: judged.basis, text: given.text, now })
  if (!kept) return { ok: false as const, error: '报告已提交，不能再修改' }
  return { ok: true as const, answers: await listAnswers(store, filing.id) }
})

/** 提交审核: the rules are checked again inside the transaction. */
export const submit = action('submit', z.object({ version: z.number().int() }), async ({ store, filing, opened, now }, { version }) => {
  const moved = await moveReport(store, opened, 'submit', { version, now })
  revalidatePath(`/reports/${filing.id}`)
  return refuseMove(moved)
})

/** The report as it is stored now, for a form that was left and is seen again. */
export const readStored = action('read', z.object({}), async ({ store, filing }) => ({
  ok: true as const,
  version: filing.version,
  savedOn: filing.savedOn,
  values: (await readReport(store, filing)).values,
  answers: await listAnswers(store, filing.id)
}))
