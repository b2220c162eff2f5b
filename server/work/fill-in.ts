import { z } from 'zod'
import { areImportsOf } from '@/db/imports/imports'
import { listAnswers, saveAnswer } from '@/db/reports/answers'
import { saveCells } from '@/db/reports/cells'
import type { EntryMethod } from '@/db/schema'
import { judgeFiling } from '@/db/workflow/demands'
import { listMembers } from '@/db/workflow/members'
import { moveReport } from '@/db/workflow/transitions'
import { SHORTEST_ANSWER } from '@/report/answer'
import { placeName } from '@/report/finding'
import { openTemplate } from '@/report/templates'
import { excessOf, LONGEST_CELL, LONGEST_TEXT } from '@/report/text/text-length'
import { STATE_NAMES } from '@/report/workflow/states'
import type { PassedReport } from '@/server/gate/gate'
import { refuseMove } from '@/server/gate/refusal'
import { readVisible } from '@/server/gate/visible'
import type { atVersion } from './steps'

/** Longer texts were accepted once; one that is shortened may still be longer than is accepted now. */
const LONGEST_STORED = 120_000

const text = z.string().max(LONGEST_STORED, `一处文字最多 ${LONGEST_TEXT} 字，请删减后再保存`)

/** How a text came into a cell; `imported 12`: from the file of this number (db/imports/imports.ts). */
const how = z.union([z.enum(['typed', 'pasted', 'carried']), z.templateLiteral(['imported ', z.number().int().positive()])])

/** One save of the form: each cell with the text it replaces. */
export const typedCells = z.object({
  saveId: z.string().min(8).max(64),
  cells: z
    .array(z.object({ at: z.string().max(80), was: text, now: text, how }))
    .min(1)
    .max(400)
    .refine((cells) => new Set(cells.map(({ at }) => at)).size === cells.length)
    .readonly()
})

/** Saves cells as they are typed; a cell somebody else changed meanwhile is answered as a conflict. */
export async function saveTyped({ store, filing, opened, now }: PassedReport<'edit'>, { saveId, cells }: z.output<typeof typedCells>) {
  const template = openTemplate(filing.template)
  if (!cells.every(({ at }) => template.fields.has(at))) return { ok: false as const, error: '部分格不在表中，请刷新页面' }
  if (cells.some(({ at }) => template.index.has(at)) && (await listMembers(store, filing)).length > 0)
    return { ok: false as const, error: '表中数据由成员单位汇总，不能直接填写；需要调整的请在“汇总构成”中增加调整项' }
  const tooLong = cells.find(({ at, was, now }) => excessOf(template, at, was, now) > 0)
  if (tooLong) {
    const { name, most } = { name: placeName(template, tooLong.at), most: template.index.has(tooLong.at) ? LONGEST_CELL : LONGEST_TEXT }
    return { ok: false as const, error: `“${name}”有 ${tooLong.now.length} 字，最多 ${most} 字，请删减后再保存` }
  }
  const named = cells.map((cell) => ({ ...cell, ...originOf(cell.how) }))
  if (!(await areImportsOf(store, filing.id, new Set(named.flatMap(({ source }) => source ?? [])))))
    return { ok: false as const, error: '导入的文件不属于本年报，请重新导入' }
  const saved = await saveCells(store, opened, { saveId, cells: named, now })
  if (!saved.ok) return { ok: false as const, why: 'closed' as const, error: `年报${STATE_NAMES[saved.state]}，不能再修改` }
  return { ok: true as const, on: now, conflicts: saved.conflicts }
}

function originOf(given: z.output<typeof how>): { how: EntryMethod; source?: number } {
  const [method, source] = given.split(' ')
  return source === undefined ? { how: method as EntryMethod } : { how: 'imported', source: Number(source) }
}

export const explanation = z.object({
  finding: z.string().min(1).max(4000),
  text: z.string().trim().min(SHORTEST_ANSWER, `说明至少 ${SHORTEST_ANSWER} 个字`).max(1000, '说明最多 1000 字')
})

/** Keeps an explanation, bound to the values as the server has them. */
export async function explainFinding({ store, filing, opened, now }: PassedReport<'edit'>, given: z.output<typeof explanation>) {
  const judged = (await judgeFiling(store, filing, now)).find(({ key }) => key === given.finding)
  if (!judged) return { ok: false as const, error: '该问题已不存在，请刷新页面' }
  const kept = await saveAnswer(store, opened, { finding: given.finding, basis: judged.basis, text: given.text, now })
  if (!kept) return { ok: false as const, error: '年报已提交，不能再修改' }
  return { ok: true as const, answers: await listAnswers(store, filing.id) }
}

/** 提交审核: the rules are checked again inside the transaction. */
export async function submitReport({ store, opened, now }: PassedReport<'submit'>, { version }: z.output<typeof atVersion>) {
  return refuseMove(await moveReport(store, opened, 'submit', { version, now }))
}

/** The report as it is stored now, for a form that was left and is seen again. */
export async function readStored(passed: PassedReport<'edit'>) {
  const { store, filing } = passed
  const { values } = await readVisible(passed)
  return { ok: true as const, version: filing.version, savedOn: filing.savedOn, values, answers: await listAnswers(store, filing.id) }
}
