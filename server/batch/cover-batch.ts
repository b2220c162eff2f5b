import { listObligations } from '@/db/people/obligations'
import type { UnitInTree } from '@/db/people/unit-tree'
import type { Filing } from '@/db/reports/reports'
import { includeUnits } from '@/db/workflow/members'
import { INCLUSION_NAMES } from '@/report/rollup/inclusion'
import { coverageOf, type Member } from '@/report/rollup/rollup'
import { listAdded } from '@/report/statistics/added'
import { openTemplate } from '@/report/templates'
import { STATE_NAMES } from '@/report/workflow/states'
import type { Passed } from '@/server/gate/gate'
import { listReach } from './batch-choice'

/** What 汇总表 says beside the figures of chosen reports: which are in its sums, and whom these cover. */
export type BatchCover = {
  isAdded: boolean[]
  sentence: string
  lines: { unit: string; standing: string; reason: string; isAdded: string }[]
}

/**
 * Whom the sums of chosen reports cover: of everybody the person looks after who owes a report of the year, who is chosen and
 * who is not. A government and what is below it are never both added: where only its aggregate is chosen, that stands for all of them,
 * and where reports below it are chosen too, these are added and it is not.
 */
export async function coverBatch(passed: Passed, chosen: readonly Filing[], year: number): Promise<BatchCover> {
  const reach = await listReach(passed)
  const ids = reach.map(({ id }) => id)
  const owed = new Map((await listObligations(passed.store, ids, year)).map((one) => [one.unit, one]))
  const stands = new Map((await includeUnits(passed.store, [...owed.keys()], year, 'submitted')).map((one) => [one.unit, one]))
  const picked = new Map(chosen.filter((one) => one.year === year).map((one) => [one.unit, one]))
  const placed = reach.flatMap((unit) => placeUnit(unit, stands.get(unit.id), picked.get(unit.id)))
  const whole = listWhole(reach, picked)
  const standings = placed.map(({ unit, owes, member, kind }) => ({
    ...{ id: unit.id, above: unit.above, isAggregate: kind === 'government', owes: owes && !whole.has(unit.id) },
    isCounted: member.inclusion === 'counted'
  }))
  const added = listAdded(standings, new Map(reach.map((unit) => [unit.id, unit])))
  const summed = placed.filter(({ unit }) => added.has(unit.id))
  const { covered, of } = coverageOf(summed.map(({ member }) => member))
  const twice = [...picked.keys()].filter((id) => !added.has(id)).length
  return {
    isAdded: chosen.map((one) => one.year === year && added.has(one.unit)),
    sentence: `合计涵盖 ${year} 年应报送的 ${of} 个单位中的 ${covered} 个${twice > 0 ? `；${twice} 份不重复计入：政府汇总与其下级单位只计一次，政府汇总的调整项不在其内` : ''}。`,
    lines: placed.map(({ unit, member, filing }) => ({
      unit: unit.name,
      standing: INCLUSION_NAMES[member.inclusion],
      reason: filing ? STATE_NAMES[filing.state] : member.reason,
      isAdded: filing ? (added.has(unit.id) ? '是' : '否') : ''
    }))
  }
}

function placeUnit(unit: UnitInTree, stand: Member | undefined, filing: Filing | undefined) {
  if (!stand && !filing) return []
  const owes = stand !== undefined && stand.inclusion !== 'exempt' && stand.inclusion !== 'closed'
  const member: Member = filing
    ? {
        unit: unit.id,
        name: unit.name,
        inclusion: 'counted',
        reason: '',
        source: { report: filing.id, template: openTemplate(filing.template) }
      }
    : { unit: unit.id, name: unit.name, inclusion: 'missing', reason: '未选入', ...(stand && stand.inclusion !== 'counted' && stand) }
  return [{ unit, owes, member, filing, kind: filing?.kind ?? unit.kind }]
}

/** The units below an aggregate that was chosen without any report below it. */
function listWhole(reach: readonly UnitInTree[], picked: ReadonlyMap<number, Filing>): Set<number> {
  const above = new Map(reach.map((unit) => [unit.id, unit.above]))
  const listAbove = (id: number) => {
    const found = new Set<number>()
    for (let at = above.get(id) ?? null; at !== null && !found.has(at); at = above.get(at) ?? null) found.add(at)
    return [...found]
  }
  const divided = new Set([...picked.keys()].flatMap(listAbove))
  const isWhole = (id: number) => picked.get(id)?.kind === 'government' && !divided.has(id)
  return new Set(reach.flatMap(({ id }) => (listAbove(id).some(isWhole) ? [id] : [])))
}
