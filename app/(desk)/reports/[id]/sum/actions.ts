'use server'
import { action, type PassedReport } from '@/server/gate/gate'
import { show } from '@/server/gate/show'
import * as sums from '@/server/rollup/sums'

const pageOf = ({ filing }: Pick<PassedReport<'edit'>, 'filing'>) => `/reports/${filing.id}`

export const takeSums = action('edit', sums.taking, async (passed, given) => show(pageOf(passed), await sums.takeSums(passed, given)))

export const adjust = action('edit', sums.adjustment, async (passed, given) => show(pageOf(passed), await sums.adjust(passed, given)))

export const unadjust = action('edit', sums.ended, async (passed, given) => show(pageOf(passed), await sums.unadjust(passed, given)))
