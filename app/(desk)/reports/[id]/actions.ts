'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { listAnswers, saveAnswer } from '@/db/reports/answers'
import { saveCells } from '@/db/reports/cells'
import { readContext } from '@/db/reports/context'
import { moveReport } from '@/db/workflow/transitions'
import { judge, SHORTEST_ANSWER } from '@/report/answer'
import { openSheet } from '@/report/check'
import { placeName } from '@/report/finding'
import { openTemplate } from '@/report/templates'
import { excessOf, LONGEST_CELL, LONGEST_TEXT } from '@/report/text/text-length'
import { STATE_NAMES } from '@/report/workflow/states'
import { action } from '@/server/gate/gate'
import { refuseMove } from '@/server/gate/refusal'
import { readVisible } from '@/server/gate/visible'

/** What was accepted once, and may stand in a report that is made shorter now. */
const LONGEST_STORED = 120_000

const text = z.string().max(LONGEST_STORED, `一处文字最多 ${LONGEST_TEXT} 字，请删减后再保存`)
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
  const template = openTemplate(filing.template)
  if (!cells.every(({ at }) => template.fields.has(at))) return { ok: false as const, error: '部分格不在表中，请刷新页面' }
  const tooLong = cells.find(({ at, was, now }) => excessOf(template, at, was, now) > 0)
  if (tooLong) {
    const { name, most } = { name: placeName(template, tooLong.at), most: template.index.has(tooLong.at) ? LONGEST_CELL : LONGEST_TEXT }
    return { ok: false as const, error: `“${name}”有 ${tooLong.now.length} 字，最多 ${most} 字，请删减后再保存` }
  }
  const saved = await saveCells(store, opened, { saveId, cells, now })
  if (!saved.ok) return { ok: false as const, why: 'closed' as const, error: `年报${STATE_NAMES[saved.state]}，不能再修改` }
  return { ok: true as const, on: now, conflicts: saved.conflicts }
})

const explanation = z.object({
  finding: z.string().min(1).max(4000),
  text: z.string().trim().min(SHORTEST_ANSWER, `说明至少 ${SHORTEST_ANSWER} 个字`).max(1000, '说明最多 1000 字')
})

/** Keeps an explanation, bound to the values as the server has them. */
export const explain = action('edit', explanation, async (passed, given) => {
  const { store, filing, opened, now } = passed
  const sheet = openSheet(await readVisible(passed), await readContext(store, filing, now))
  const judged = judge(sheet).find(({ key }) => key === given.finding)
  if (!judged) return { ok: false as const, error: '该问题已不存在，请刷新页面' }
  const kept = await saveAnswer(store, opened, { finding: given.finding, basis: judged.basis, text: given.text, now })
  if (!kept) return { ok: false as const, error: '年报已提交，不能再修改' }
  return { ok: true as const, answers: await listAnswers(store, filing.id) }
})

/** 提交审核: the rules are checked again inside the transaction. */
export const submit = action('submit', z.object({ version: z.number().int() }), async ({ store, filing, opened, now }, { version }) => {
  const moved = await moveReport(store, opened, 'submit', { version, now })
  revalidatePath(`/reports/${filing.id}`)
  return refuseMove(moved)
})

/** The report as it is stored now, for a form that was left and is seen again. */
export const readStored = action('edit', z.object({}), async (passed) => ({
  ok: true as const,
  version: passed.filing.version,
  savedOn: passed.filing.savedOn,
  values: (await readVisible(passed)).values,
  answers: await listAnswers(passed.store, passed.filing.id)
}))
