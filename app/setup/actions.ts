'use server'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { startReport } from '@/db/reports'
import { addFirstUnit, findUnit } from '@/db/units'
import { exampleReport } from '@/report/example'
import { noFormFor } from '@/report/read'
import { generalAction, unitsWith } from '@/server/gate'
import { unitName } from '@/server/names'

const unitKind = z.enum(['department', 'government'], '请选择报告类型')

/** The first unit; whoever sets it up administers it and may fill in its reports. */
export const setUpUnit = generalAction(
  undefined,
  z.object({ name: unitName, kind: unitKind }),
  async ({ store, user, now }, { name, kind }) => {
    const isFirst = await addFirstUnit(store, { name, kind, above: null, now }, user.id)
    if (!isFirst) return { ok: false as const, error: '单位已经设置过了，请刷新页面' }
    redirect('/setup')
  }
)

const year = z.coerce.number('请选择年度').int('请选择年度').max(new Date().getFullYear(), '这一年度尚未开始')

/** The first report: this year's, or the example of 2019 to try things out. */
export const startFirst = generalAction(
  'filler',
  z.object({ year, example: z.string().optional() }),
  async ({ store, user, now }, given) => {
    const unit = await findUnit(store, unitsWith(user, 'filler')[0] ?? 0)
    if (!unit) return { ok: false as const, error: '请先设置单位' }
    const wanted = given.example ? { year: exampleReport.year, values: exampleReport.values } : { year: given.year }
    const id = await startReport(store, { unit, by: user.id, now, ...wanted })
    if (id === undefined) return { ok: false as const, error: noFormFor(given.year) }
    redirect(`/reports/${id}`)
  }
)
