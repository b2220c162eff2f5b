import { z } from 'zod'
import type { Reader } from '@/db/engine/client'
import type { UnitInTree } from '@/db/people/unit-tree'
import { listFormerlyNamed } from '@/db/people/units'
import { compareNames, UNIT_LEVELS } from '@/report/unit'
import { PROBLEM_NAMES, type Problem, STAGES } from '@/report/workflow/deadline'
import type { BoardLine } from './board'
import { type BoardGroup, OWN } from './groups'

const SORTS = ['place', 'name', 'stage', 'due', 'returns', 'last'] as const

const PROBLEMS = Object.keys(PROBLEM_NAMES) as Problem[]

const filter = z.object({
  year: z.coerce.number().int().min(2000).max(2999).optional().catch(undefined),
  group: z.string().max(20).catch(''),
  above: z
    .string()
    .regex(/^\d{0,9}$/)
    .catch(''),
  stage: z.enum(['', ...STAGES]).catch(''),
  level: z.enum(['', ...UNIT_LEVELS]).catch(''),
  kind: z.enum(['', 'department', 'government']).catch(''),
  problem: z.enum(['', ...PROBLEMS]).catch(''),
  search: z.string().trim().max(60).catch(''),
  sort: z.enum(SORTS).catch('place'),
  page: z.coerce.number().int().min(1).catch(1)
})

/** What a board is asked for; all of it stands in the address. `above`: a unit, for it and all below it; `missing`: not handed in. */
export type BoardFilter = z.output<typeof filter>

/** Parses the filter of an address; invalid parts are ignored. */
export function readBoardFilter(given: Record<string, string | string[] | undefined>): BoardFilter {
  return filter.parse(given)
}

/** One's own group first, then the groups in the order of the tree; in each by level, 排序号, and the order in which units came. */
export function inPlace(lines: BoardLine[], groups: readonly BoardGroup[]): BoardLine[] {
  const places = new Map([OWN, ...groups].toReversed().map(({ key }, i) => [key, -i]))
  // A rank each: thousands are compared a dozen times.
  const ranked = lines.map((line) => ({
    line,
    rank: (places.get(line.group.key) ?? 0) * UNIT_LEVELS.length + UNIT_LEVELS.indexOf(line.level),
    precedence: line.precedence ?? Number.MAX_SAFE_INTEGER
  }))
  return ranked.sort((a, b) => a.rank - b.rank || a.precedence - b.precedence || a.line.unit - b.line.unit).map(({ line }) => line)
}

/**
 * The lines asked for, in the order asked for; they come in that of their place. What need not report is shown only where it is asked
 * for. A unit is found by the names it had before as well.
 */
export async function chooseLines(
  reader: Reader,
  { lines, units }: { lines: readonly BoardLine[]; units: readonly UnitInTree[] },
  asked: BoardFilter
): Promise<BoardLine[]> {
  const { group, above, stage, level, kind, problem, search, sort } = asked
  const formerly = new Set(search === '' ? [] : await listFormerlyNamed(reader, search))
  const named = search === '' ? undefined : findBelow(units, ({ id, name }) => name.includes(search) || formerly.has(id))
  const below = above === '' ? undefined : findBelow(units, ({ id }) => String(id) === above)
  const chosen = lines.filter(
    (line) =>
      (line.stage !== undefined || problem === 'excused') &&
      (below === undefined || below.has(line.unit)) &&
      (group === '' || line.group.key === group) &&
      (stage === '' || line.stage === stage) &&
      (level === '' || line.level === level) &&
      (kind === '' || line.kind === kind) &&
      (problem === '' || HAS[problem](line)) &&
      (named === undefined || named.has(line.unit) || line.name.includes(search))
  )
  // Lines come in their place, and sorting is stable: among equals it stays.
  return sort === 'place' ? chosen : chosen.sort(ORDERS[sort])
}

const HAS: Record<Problem, (line: BoardLine) => boolean> = {
  late: ({ stage, timeliness }) => stage === 'overdue' || timeliness === 'late',
  returned: ({ returns }) => returns > 0,
  extended: ({ isExtended }) => isExtended,
  excused: ({ stage }) => stage === undefined,
  missing: ({ stage }) => stage === 'idle' || stage === 'filling' || stage === 'returned' || stage === 'overdue'
}

/** Units, and all below them. */
function findBelow(units: readonly UnitInTree[], isMeant: (unit: UnitInTree) => boolean): Set<number> {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const found = new Map<number, boolean>()
  const isNamed = (unit: UnitInTree): boolean => {
    const known = found.get(unit.id)
    if (known !== undefined) return known
    const above = unit.above === null ? undefined : byId.get(unit.above)
    const is = isMeant(unit) || (above !== undefined && isNamed(above))
    found.set(unit.id, is)
    return is
  }
  return new Set(units.filter(isNamed).map(({ id }) => id))
}

const stageRank = ({ stage }: BoardLine) => (stage ? STAGES.indexOf(stage) : -1)
/** A moment to sort by; what never was comes first. */
export const timeOf = (on: Date | null) => on?.getTime() ?? 0

/** The worst comes first, but in the order of names. */
const ORDERS: Record<Exclude<(typeof SORTS)[number], 'place'>, (a: BoardLine, b: BoardLine) => number> = {
  name: (a, b) => compareNames(a.name, b.name),
  stage: (a, b) => stageRank(b) - stageRank(a),
  due: (a, b) => (a.days ?? Number.POSITIVE_INFINITY) - (b.days ?? Number.POSITIVE_INFINITY) || 0,
  returns: (a, b) => b.returns - a.returns,
  last: (a, b) => timeOf(a.lastOn) - timeOf(b.lastOn)
}
