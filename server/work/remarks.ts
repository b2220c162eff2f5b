import { z } from 'zod'
import { addReply, addThread, settleThread } from '@/db/reports/comments'
import { judgeFiling } from '@/db/workflow/demands'
import { addWaiver } from '@/db/workflow/transitions'
import { isAsking } from '@/report/workflow/rights'
import { SHORTEST_REASON } from '@/report/workflow/transitions'
import type { PassedReport } from '@/server/gate/gate'
import { refuseRemark } from '@/server/gate/refusal'

const board = z.enum(['comments', 'internalComments'])
const thread = z.number().int()
const words = z.string().trim().min(1, '请写明意见').max(2000, '意见最多 2000 字')

export const newThread = z.object({ board, at: z.string().max(80), quote: z.string().max(2000, '引用的原文最多 2000 字'), text: words })
export const newReply = z.object({ board, thread, text: words })
export const settlement = z.object({ board, thread, isClosed: z.boolean() })
export const waiver = z.object({
  finding: z.string().min(1).max(4000),
  text: z.string().trim().min(SHORTEST_REASON, `理由至少 ${SHORTEST_REASON} 个字`).max(1000, '理由最多 1000 字')
})

/** What somebody who asks needs permission for on a board. */
export const askingOn = ({ board }: Pick<z.output<typeof newThread>, 'board'>) =>
  board === 'comments' ? ('comment' as const) : ('internalComment' as const)
/** What somebody who replies needs permission for. */
export const replyingOn = ({ board }: Pick<z.output<typeof newReply>, 'board'>) =>
  board === 'comments' ? ('reply' as const) : ('internalComment' as const)

/** Opens 意见 or 内部意见 on a place of the report. */
export async function openThread(
  { store, opened, now }: PassedReport<'comment' | 'internalComment'>,
  { board, ...given }: z.output<typeof newThread>
) {
  return refuseRemark(await addThread(store, opened, board, { ...given, now }))
}

/** Adds to a thread; whether that asks again or answers depends on who writes. */
export async function reply(passed: PassedReport<'reply' | 'internalComment'>, { board, ...given }: z.output<typeof newReply>) {
  const { store, filing, roles, opened, now } = passed
  return refuseRemark(await addReply(store, opened, board, { ...given, asks: isAsking(filing.state, roles), now }))
}

/** 了结 or 重新打开. */
export async function settle(
  { store, opened, now }: PassedReport<'comment' | 'internalComment'>,
  { board, ...given }: z.output<typeof settlement>
) {
  return refuseRemark(await settleThread(store, opened, board, { ...given, now }))
}

/** 免予核对 of one finding, bound to the values as the server has them. */
export async function waive({ store, filing, opened, now }: PassedReport<'waive'>, { finding, text }: z.output<typeof waiver>) {
  const judged = (await judgeFiling(store, filing, now)).find(({ key }) => key === finding)
  if (!judged) return { ok: false as const, why: 'moved' as const, error: '该问题已不存在，请刷新页面' }
  const isKept = await addWaiver(store, opened, { finding, basis: judged.basis, text, now })
  return refuseRemark(isKept ? { ok: true, id: filing.id } : { ok: false, why: 'moved' })
}
