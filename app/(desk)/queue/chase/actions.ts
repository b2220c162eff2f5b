'use server'
import { chase, chaseOwing } from '@/server/board/chase'
import { generalAction } from '@/server/gate/gate'
import { show } from '@/server/gate/show'
import { absence, declareAbsent as declare } from '@/server/rollup/sums'

export const sendChase = generalAction('reviewer', chase, async (passed, given) => show('/queue/chase', await chaseOwing(passed, given)))

/** 列为缺报: the aggregate above goes on without a unit; also offered in 汇总构成. */
export const declareAbsent = generalAction('reviewer', absence, async (passed, given) => show('/', await declare(passed, given)))
