import type { Reader } from '@/db/engine/client'
import type { UnitPlan } from '@/db/people/unit-changes'
import type { UnitInTree } from '@/db/people/unit-tree'
import { type Filing, listFilings } from '@/db/reports/reports'
import { printDay, printMonth } from '@/report/workflow/dates'
import { isIn, STATE_NAMES } from '@/report/workflow/states'

const MOST_NAMED = 6

/** What a plan does, line by line, as whoever decides reads it: first the units, then their reports. */
export async function describePlan(reader: Reader, units: ReadonlyMap<number, UnitInTree>, plan: UnitPlan): Promise<string[]> {
  const name = (unit: number | null | undefined) => `“${units.get(unit ?? -1)?.name ?? '其他单位'}”`
  const { kind, day, parts, edits } = plan
  const subjects = [...new Set(parts.map(({ unit }) => unit))]
  const successors = [...new Set(parts.flatMap(({ successor }) => successor ?? []))]
  const lines: string[] = []
  for (const { unit, now } of edits) {
    if (!subjects.includes(unit)) continue
    if (kind === 'duplicate') lines.push(`${name(unit)}是重复录入的，归并到${name(now.successor)}，不计入任何年度`)
    else if (kind === 'merge') lines.push(`${name(unit)}自${printDay(day)}起关闭，并入${name(now.successor)}`)
    else if (now.closedOn) lines.push(`${name(unit)}自${printDay(day)}起关闭，职能转入${successors.map(name).join('、')}`)
    else if (now.lastYear) lines.push(`${name(unit)}报完 ${now.lastYear} 年后不再开始新的年报，也不再增加账号和下级单位`)
    else if (now.above) lines.push(`${name(unit)}连同其下级单位自${printDay(day)}起由${name(now.above)}管理`)
  }
  if (kind === 'split' && edits.length === 0)
    lines.push(`${name(subjects[0])}保留，部分职能自${printDay(day)}起转入${successors.map(name).join('、')}`)
  if (kind === 'move' && edits.length === 0) lines.push('所选单位已经在这个上级单位之下，没有要调整的')
  const others = edits.filter(({ unit }) => !subjects.includes(unit))
  lines.push(
    ...together(
      others.filter(({ now }) => now.above !== undefined),
      `个下级单位改由${name(successors[0])}管理`,
      name
    )
  )
  lines.push(
    ...together(
      others.filter(({ now }) => now.reviewedBy !== undefined),
      `个单位改由${name(successors[0])}审核`,
      name
    )
  )
  if (successors.length === 0) return lines
  const filings = await listFilings(reader, subjects)
  lines.push(...describeReports(filings, `${printMonth(day)}起并入`, name))
  if (kind === 'merge') lines.push(`${name(successors[0])}此后年报的上年数据和上年结转，按各单位上一年度年报相加，填报页和审核页注明`)
  if (kind === 'split') lines.push('上年数据不自动拆分：接续单位的上年结转由其填写并说明')
  return lines
}

function together(edits: UnitPlan['edits'], words: string, name: (unit: number) => string): string[] {
  if (edits.length === 0) return []
  const named = edits.slice(0, MOST_NAMED).map(({ unit }) => name(unit))
  return [`${edits.length} ${words}：${named.join('、')}${edits.length > MOST_NAMED ? '等' : ''}`]
}

/** Reports stay where they are: what is under way is finished there, what is public only gets a line. */
function describeReports(filings: readonly Filing[], words: string, name: (unit: number) => string): string[] {
  const underWay = filings.filter(({ state }) => !isIn(state, 'settled', 'not due'))
  const count = filings.filter(({ state }) => state === 'PUBLISHED').length
  return [
    ...underWay.map(({ unit, year, state }) => `${name(unit)} ${year} 年年报（${STATE_NAMES[state]}）由原单位的人员继续办完，不迁移`),
    ...(count > 0 ? [`已公布的 ${count} 份年报：地址、印的名称、校验值和历程都不变，页面注明“${words}……”`] : [])
  ]
}
