import type { Address } from '@/report/template'
import { drawBars, MOST_BARS } from '@/server/charts/draw-bars'
import { captionPlot } from '@/server/charts/draw-plot'
import type { PassedReport } from '@/server/gate/gate'
import { readSumPage } from './sum-page'

/**
 * A cell of an aggregate as a picture: a bar for each member that has a value, and what they cover. Undefined where there is nothing to
 * draw.
 */
export async function drawSum(
  passed: PassedReport<'read'>,
  at: Address,
  taking: number | undefined
): Promise<{ title: string; svg: string } | undefined> {
  const page = await readSumPage(passed, at, taking)
  const opened = page?.opened
  const bars = opened?.rows.flatMap(({ name, amount, value }) => (amount === null ? [] : [{ name, value: amount, shown: value }])) ?? []
  if (!page?.told || !opened || bars.length === 0) return undefined
  const title = `${page.year} 年${page.unit}汇总：${opened.name}`
  const more = bars.length > MOST_BARS ? [`图中为前 ${MOST_BARS} 个单位，共 ${bars.length} 个。`] : []
  const counting = page.takings.find(({ id }) => id === page.shown)?.counting ?? page.told.counting
  const lines = opened.adjustments.map(({ value }) => value).join('、')
  const notes = [`合计 ${opened.sum}${lines && `（含调整项 ${lines}）`}。${page.covers}。计入${counting}的年报。`, ...more]
  return { title, svg: captionPlot(drawBars(bars.slice(0, MOST_BARS)), title, notes) }
}
