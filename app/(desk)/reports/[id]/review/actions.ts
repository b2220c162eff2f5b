'use server'
import { z } from 'zod'
import { action, type PassedReport } from '@/server/gate/gate'
import { show } from '@/server/gate/show'
import { saveImprint as keep, typedImprint } from '@/server/work/imprint'
import * as remarks from '@/server/work/remarks'
import { compareWithOthers } from '@/server/work/sameness'
import { type StepInput, takeStep as take } from '@/server/work/steps'

export async function takeStep(report: number, input: StepInput) {
  return take(report, input)
}

const pageOf = ({ filing }: Pick<PassedReport<'read'>, 'filing'>) => `/reports/${filing.id}`

export const comment = action(remarks.askingOn, remarks.newThread, async (passed, given) =>
  show(pageOf(passed), await remarks.openThread(passed, given))
)

export const reply = action(remarks.replyingOn, remarks.newReply, async (passed, given) =>
  show(pageOf(passed), await remarks.reply(passed, given))
)

export const settle = action(remarks.askingOn, remarks.settlement, async (passed, given) =>
  show(pageOf(passed), await remarks.settle(passed, given))
)

export const waive = action('waive', remarks.waiver, async (passed, given) => show(pageOf(passed), await remarks.waive(passed, given)))

/** Lays one text beside those of last year and of sister units, for the reviewing side only. */
export const compare = action('compare', z.object({ at: z.string().max(80) }), async (passed, { at }) => ({
  ok: true as const,
  likeness: await compareWithOthers(passed, at)
}))

/** Keeps 公文要素: by the unit's filler or signer, until it is public. */
export const saveImprint = action('imprint', typedImprint, async (passed, given) => show(pageOf(passed), await keep(passed, given)))
