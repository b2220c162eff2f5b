import { z } from 'zod'
import type { UnitInTree } from '@/db/people/unit-tree'
import { compareNames, UNIT_LEVELS } from '@/report/unit'
import { STAGES } from '@/report/workflow/deadline'
import type { BoardLine } from './board'

const SORTS = ['place', 'name', 'stage', 'due', 'returns', 'last'] as const
const PROBLEMS = ['late', 'returned', 'extended', 'excused', 'missing'] as const

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

/** The lines asked for, in the order asked for. What need not report is shown only where it is asked for. */
export function chooseLines(lines: readonly BoardLine[], units: readonly UnitInTree[], asked: BoardFilter): BoardLine[] {
  const { group, above, stage, level, kind, problem, search, sort } = asked
  const named = search === '' ? undefined : findBelow(units, ({ name }) => name.includes(search))
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
  return sort === 'place' ? chosen.sort(byPlaceOfUnit) : chosen.sort((a, b) => ORDERS[sort](a, b) || byPlaceOfUnit(a, b))
}

const HAS: Record<(typeof PROBLEMS)[number], (line: BoardLine) => boolean> = {
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

/** In the order of groups, then of levels, then in which the units were entered. */
const byPlaceOfUnit = (a: BoardLine, b: BoardLine) => rank(a) - rank(b) || compareKeys(a, b) || levelOf(a) - levelOf(b) || a.unit - b.unit
const rank = ({ group }: BoardLine) => (group.key === 'own' ? 0 : 1)
const compareKeys = (a: BoardLine, b: BoardLine) => (a.group.key === b.group.key ? 0 : a.group.key < b.group.key ? -1 : 1)
const levelOf = ({ level }: BoardLine) => UNIT_LEVELS.indexOf(level)

const stageRank = ({ stage }: BoardLine) => (stage ? STAGES.indexOf(stage) : -1)
const timeOf = (on: Date | null) => on?.getTime() ?? 0

/** The worst comes first, but in the order of names. */
const ORDERS: Record<Exclude<(typeof SORTS)[number], 'place'>, (a: BoardLine, b: BoardLine) => number> = {
  name: (a, b) => compareNames(a.name, b.name),
  stage: (a, b) => stageRank(b) - stageRank(a),
  due: (a, b) => (a.days ?? Number.POSITIVE_INFINITY) - (b.days ?? Number.POSITIVE_INFINITY) || 0,
  returns: (a, b) => b.returns - a.returns,
  last: (a, b) => timeOf(a.lastOn) - timeOf(b.lastOn)
}
