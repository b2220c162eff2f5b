'use server'
import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { addWaiver } from '@/db/reports/answers'
import { addReply, addThread, type Remarked, settleThread } from '@/db/reports/comments'
import type { Filing } from '@/db/reports/reports'
import { judgeFiling } from '@/db/workflow/demands'
import type { Board } from '@/report/workflow/comment'
import { isAsking } from '@/report/workflow/rights'
import { SHORTEST_REASON } from '@/report/workflow/transitions'
import { action } from '@/server/gate/gate'
import { refuseRemark } from '@/server/gate/refusal'
import { compareWithOthers } from '@/server/work/sameness'
import { type StepInput, takeStep as take } from '@/server/work/steps'

export async function takeStep(report: number, input: StepInput) {
  return take(report, input)
}

const board = z.enum(['comments', 'internalComments'])
const words = z.string().trim().min(1, '请写明意见').max(2000, '意见最多 2000 字')
const thread = z.number().int()

/** On which board somebody writes decides what he must be allowed to. */
const purposeOf = ({ board }: { board: Board }) => (board === 'comments' ? ('comment' as const) : ('note' as const))

/** Opens 意见 or 内部意见 on a place of the report. */
export const comment = action(
  purposeOf,
  z.object({ board, at: z.string().max(80), quote: z.string().max(2000, '引用的原文最多 2000 字'), text: words }),
  async ({ store, filing, opened, now }, { board, ...given }) => {
    const remarked = await addThread(store, opened, board, { ...given, now })
    return answer(filing, remarked)
  }
)

export const reply = action(
  ({ board }) => (board === 'comments' ? ('reply' as const) : ('note' as const)),
  z.object({ board, thread, text: words }),
  async ({ store, filing, roles, opened, now }, { board, ...given }) => {
    const remarked = await addReply(store, opened, board, { ...given, asks: isAsking(filing.state, roles), now })
    return answer(filing, remarked)
  }
)

/** 了结 or 重新打开. */
export const settle = action(
  purposeOf,
  z.object({ board, thread, isClosed: z.boolean() }),
  async ({ store, filing, opened, now }, { board, ...given }) => {
    const remarked = await settleThread(store, opened, board, { ...given, now })
    return answer(filing, remarked)
  }
)

const waiver = z.object({
  finding: z.string().min(1).max(4000),
  text: z.string().trim().min(SHORTEST_REASON, `理由至少 ${SHORTEST_REASON} 个字`).max(1000, '理由最多 1000 字')
})

/** 免予核对 of one finding, bound to the values as the server has them. */
export const waive = action('waive', waiver, async ({ store, filing, opened, now }, { finding, text }) => {
  const judged = (await judgeFiling(store, filing, now)).find(({ key }) => key === finding)
  if (!judged) return { ok: false as const, why: 'moved' as const, error: '该问题已不存在，请刷新页面' }
  const isKept = await addWaiver(store, opened, { finding, basis: judged.basis, text, now })
  return answer(filing, isKept ? { ok: true, id: filing.id } : { ok: false, why: 'moved' })
})

/** Lays one text beside those of last year and of sister units, for the reviewing side only. */
export const compare = action('compare', z.object({ at: z.string().max(80) }), async (passed, { at }) => ({
  ok: true as const,
  likeness: await compareWithOthers(passed, at)
}))

/** Shows what was written; a page that is refused stays as it is, with what the person wrote and what the server said. */
function answer({ id }: Filing, remarked: Remarked) {
  if (remarked.ok) revalidatePath(`/reports/${id}`, 'layout')
  return refuseRemark(remarked)
}
