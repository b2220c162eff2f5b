import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { readReport } from '@/db/reports/reports'
import { onEngines } from '@/db/testing/on-engines'
import { changeSeason, listLines, newSeason, readLatest, readTree, SEASON_YEAR, type Season, sumAll } from '@/db/testing/seasons'
import { openFiling } from '@/db/testing/steps'
import { moveUnit } from '@/db/testing/unit-verbs'
import { findChanged, listChanged, listContributors, listMembers } from '@/db/workflow/members'
import { figuresOf } from '@/report/rollup/figures'
import { openTemplate } from '@/report/templates'
import { readContributions } from './contributions'
import { findStaleness } from './stale'
import { readTotals } from './totals'

const template = openTemplate('F2021')
const INPUTS = template.cells.flatMap(({ at, role }) => (role === 'input' ? [at] : []))
/** One of each kind, and a total. */
const OPENED = ['requests/granted/person', 'disclosure/fees/amount', 'disclosure/normative/made', 'requests/granted/total']

/** Everybody below, down to the next government. */
function membersIn(tree: Awaited<ReturnType<typeof readTree>>, aggregate: number): number[] {
  return tree.flatMap(({ id, above, kind }) => (above === aggregate ? [id, ...(kind === 'government' ? [] : membersIn(tree, id))] : []))
}

const governmentsOf = ({ city, units }: Season) => [city, ...units].filter(({ kind }) => kind === 'government')
const aggregateOf = ({ id }: { id: number }) => ({ unit: id, year: SEASON_YEAR, kind: 'government' as const, template: 'F2021' as const })

/** Whatever happened: nobody twice, every cell the sum of its members and lines, everybody who owes it in it or named. */
async function checkSums(season: Season): Promise<void> {
  const { store } = season
  const tree = await readTree(season)
  const all: number[] = []
  for (const government of governmentsOf(season)) {
    const { members, totals } = await readTotals(store, aggregateOf(government))
    expect(members.map(({ unit }) => unit)).toEqual(membersIn(tree, government.id).sort((a, b) => a - b))
    all.push(...members.map(({ unit }) => unit))
    if (members.length === 0) continue
    const said = new Map(
      await Promise.all(
        members.flatMap(({ unit, source }) =>
          source ? [readLatest(season, source.report).then((figures) => [unit, figures] as const)] : []
        )
      )
    )
    const lines = await listLines(season, government.id)
    for (const at of INPUTS) {
      const total = totals.get(at)
      const own = lines.filter((line) => line.at === at)
      const values = [...said.values()].flatMap((figures) => figures.get(at)?.amount ?? [])
      const whole = [...values, ...own.map(({ amount }) => amount)].reduce((sum, amount) => sum + BigInt(amount), 0n)
      expect(total?.amount, at).toBe(values.length + own.length === 0 ? null : Number(whole))
      const why = new Map(total?.uncovered.map((one) => [one.unit, one.why]))
      const expected = members.flatMap(({ unit, inclusion }) => {
        if (inclusion === 'exempt' || inclusion === 'closed') return []
        const figure = said.get(unit)?.get(at)
        const lacks = inclusion !== 'counted' ? inclusion : (figure?.standing ?? 'inapplicable')
        return lacks === 'value' ? [] : [[unit, lacks] as const]
      })
      expect(why, at).toEqual(new Map(expected))
      expect(total?.covered).toBe((total?.of ?? 0) - expected.length)
    }
  }
  expect(new Set(all).size).toBe(all.length)
}

/** What stands in the form, with what changed since, is what adding up anew gives; and a cell opened is the cell. */
async function checkStored(season: Season, made: ReadonlyMap<number, number>): Promise<void> {
  const { store } = season
  for (const report of made.values()) {
    const filing = await openFiling(store, report)
    const members = await listMembers(store, filing)
    const taken = await listContributors(store, report)
    if (taken.length === 0) continue
    expect((await findChanged(store, filing)).sort(byUnit)).toEqual(listChanged(taken, members).sort(byUnit))
    const stale = await findStaleness(store, filing)
    const known = await findStaleness(store, filing, members)
    expect([new Set(stale.members), stale.cells]).toEqual([new Set(known.members), known.cells])
    const stored = new Map(figuresOf(await readReport(store, filing)).map(({ at, amount }) => [at, amount]))
    const { totals } = await readTotals(store, filing)
    const shift = new Map(stale.cells.map(({ at, was, now }) => [at, now - was]))
    // Without members it would be typed: nothing is added up anew.
    for (const at of members.length > 0 ? INPUTS : [])
      expect((stored.get(at) ?? 0) + (shift.get(at) ?? 0), at).toBe(totals.get(at)?.amount ?? 0)
    for (const at of OPENED) {
      const { contributions, adjustments } = await readContributions(store, filing, at)
      const parts = [...contributions, ...adjustments].flatMap(({ amount }) => amount ?? [])
      const sum = parts.reduce((whole, amount) => whole + amount, 0)
      if (stored.get(at) !== null) expect(sum, at).toBe(stored.get(at))
      else if (INPUTS.includes(at)) expect(parts, at).toEqual([])
    }
  }
}

const byUnit = (a: { unit: number }, b: { unit: number }) => a.unit - b.unit

const amountsOf = async ({ store }: Season, report: number) =>
  new Map(figuresOf(await readReport(store, await openFiling(store, report))).map(({ at, amount }) => [at, amount ?? 0]))

onEngines('random seasons on %s', (open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const walk = async (seed: number, changes: number) => {
    const season = await newSeason(store, seed)
    const made = await sumAll(season)
    await checkSums(season)
    await checkStored(season, made)
    // A roll-up of roll-ups is the roll-up of the leaves, with every line on the way.
    const tree = await readTree(season)
    const lines = (await Promise.all(governmentsOf(season).map(({ id }) => listLines(season, id)))).flat()
    const leaves = (await Promise.all(governmentsOf(season).map((one) => listMembers(store, aggregateOf(one))))).flat()
    const counted = leaves.flatMap(({ unit, source }) =>
      source && tree.find(({ id }) => id === unit)?.kind === 'department' ? [source.report] : []
    )
    const city = await amountsOf(season, made.get(season.city.id) as number)
    const said = await Promise.all(counted.map((report) => readLatest(season, report)))
    for (const at of INPUTS) {
      const parts = [
        ...said.flatMap((figures) => figures.get(at)?.amount ?? []),
        ...lines.filter((line) => line.at === at).map(({ amount }) => amount)
      ]
      if (hasMembers(tree, season)) expect(city.get(at), at).toBe(parts.reduce((sum, one) => sum + one, 0))
    }
    for (let i = 0; i < changes; i++) {
      const what = await changeSeason(season)
      await checkSums(season)
      await checkStored(season, made)
      expect(what).not.toBe('')
    }
  }
  // A government without members is typed like any other.
  const hasMembers = (tree: Awaited<ReturnType<typeof readTree>>, season: Season) =>
    governmentsOf(season).every(({ id }) => membersIn(tree, id).length > 0)

  it.each([1, 2])('sums, coverage and what changed are right after whatever happens: %i', (seed) => walk(seed, 5))
  it.each([3, 4, 5, 6, 7, 8, 9, 10])('and in more of them: %i', { tags: ['wide'] }, (seed) => walk(seed, 12))

  it('a unit that moves makes both aggregates out of date, and no sum of the whole another', async () => {
    // The first season with a department that is counted in a county, beside others.
    for (let seed = 21; ; seed++) {
      const season = await newSeason(store, seed)
      const { city } = season
      const tree = await readTree(season)
      for (const { id, kind } of tree) {
        if (kind !== 'government' || id === city.id) continue
        const members = await listMembers(store, aggregateOf({ id }))
        const moved = members.find(({ source, kind: as }) => source && as === 'department')
        if (moved && members.length > 1) return checkMove(season, id, moved.unit)
      }
    }
  })

  async function checkMove(season: Season, from: number, moved: number): Promise<void> {
    const { city } = season
    const made = await sumAll(season)
    const before = await amountsOf(season, made.get(city.id) as number)
    expect(await moveUnit(store, moved, city.id, '2025-01-05')).toHaveProperty('change')
    for (const id of [from, city.id]) {
      const stale = await findStaleness(store, await openFiling(store, made.get(id) as number))
      expect(stale.members.map(({ unit }) => unit)).toContain(moved)
    }
    const again = await sumAll({ ...season, random: () => 1 })
    expect(await amountsOf(season, again.get(city.id) as number)).toEqual(before)
    await checkSums(season)
  }
})
