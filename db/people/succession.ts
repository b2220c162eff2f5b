import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import { among } from '@/db/engine/among'
import type { Reader } from '@/db/engine/client'
import type { UnitChangeKind } from '@/report/unit'
import { printMonth } from '@/report/workflow/dates'

/** What a unit went into, or was divided into, from a day on. */
export type Succession = { kind: UnitChangeKind; day: string; successors: { id: number; name: string }[] }

/** `2025年3月起并入甲市文化和旅游局`, as pages of the unit that ended say it. */
export function describeSuccession({ kind, day, successors }: Succession): string {
  const names = successors.map(({ name }) => name).join('、')
  if (kind === 'duplicate') return `与${names}为同一单位，以其为准`
  return `${printMonth(day)}起${kind === 'merge' ? '并入' : '职能转入'}${names}`
}

const ENDING = ['merge', 'duplicate', 'split'] as const satisfies readonly UnitChangeKind[]

/** What came after some units: by the number of the unit that ended. The latest counts. */
export async function listSuccessions({ read, t }: Reader, units: readonly number[]): Promise<Map<number, Succession>> {
  const rows = await read
    .select({
      unit: t.unitChangeParts.unit,
      change: t.unitChanges.id,
      kind: t.unitChanges.kind,
      day: t.unitChanges.day,
      id: t.units.id,
      name: t.units.name
    })
    .from(t.unitChangeParts)
    .innerJoin(t.unitChanges, eq(t.unitChanges.id, t.unitChangeParts.change))
    .innerJoin(t.units, eq(t.units.id, t.unitChangeParts.successor))
    .where(and(among(t.unitChangeParts.unit, units), isNull(t.unitChanges.undoneOn), inArray(t.unitChanges.kind, [...ENDING])))
    .orderBy(desc(t.unitChanges.id), asc(t.unitChangeParts.id))
  const latest = new Map<number, { change: number; succession: Succession }>()
  for (const { unit, change, kind, day, id, name } of rows) {
    const known = latest.get(unit) ?? { change, succession: { kind, day, successors: [] } }
    if (known.change === change) known.succession.successors.push({ id, name })
    latest.set(unit, known)
  }
  return new Map([...latest].map(([unit, { succession }]) => [unit, succession]))
}

/** The units that came after one, whether at once or by way of others, the nearest first. */
export async function listHeirs(reader: Reader, unit: number): Promise<number[]> {
  const found = new Set<number>()
  for (let units = [unit]; units.length > 0; ) {
    const after = [...(await listSuccessions(reader, units)).values()].flatMap(({ successors }) => successors.map(({ id }) => id))
    units = [...new Set(after)].filter((one) => one !== unit && !found.has(one))
    for (const one of units) found.add(one)
  }
  return [...found]
}

export type Predecessor = { unit: number; kind: 'merge' | 'duplicate'; day: string }

/** The units that went into one, whether at once or by way of others, each once. */
export async function listPredecessors(reader: Reader, unit: number): Promise<Predecessor[]> {
  return (await listPredecessorsOf(reader, [unit])).get(unit) ?? []
}

/** The same of many units at once, by the number of the successor; of most units nobody went into it, and they are not there. */
export async function listPredecessorsOf(reader: Reader, units: readonly number[]): Promise<Map<number, Predecessor[]>> {
  const merged = new Map<number, Predecessor[]>()
  for (let fresh = [...units]; fresh.length > 0; ) {
    const found = await listMerged(reader, fresh)
    for (const [one, some] of found) merged.set(one, some)
    fresh = [...new Set([...found.values()].flat().map(({ unit }) => unit))].filter((one) => !merged.has(one))
  }
  const before = (unit: number): Predecessor[] => {
    const found = new Map<number, Predecessor>()
    for (let after = [unit]; after.length > 0; ) {
      const fresh = after.flatMap((one) => merged.get(one) ?? []).filter((one) => one.unit !== unit && !found.has(one.unit))
      for (const one of fresh) if (!found.has(one.unit)) found.set(one.unit, one)
      after = [...new Set(fresh.map((one) => one.unit))]
    }
    return [...found.values()]
  }
  return new Map(units.flatMap((unit) => (merged.has(unit) ? [[unit, before(unit)] as const] : [])))
}

/** Of many units at once, those that went directly into each: by the number of the successor. */
export async function listMerged({ read, t }: Reader, successors: readonly number[]): Promise<Map<number, Predecessor[]>> {
  const rows = await read
    .select({ successor: t.unitChangeParts.successor, unit: t.unitChangeParts.unit, kind: t.unitChanges.kind, day: t.unitChanges.day })
    .from(t.unitChangeParts)
    .innerJoin(t.unitChanges, eq(t.unitChanges.id, t.unitChangeParts.change))
    .where(
      and(
        among(t.unitChangeParts.successor, successors),
        isNull(t.unitChanges.undoneOn),
        inArray(t.unitChanges.kind, ['merge', 'duplicate'])
      )
    )
    .orderBy(asc(t.unitChangeParts.id))
  const found = new Map<number, Predecessor[]>()
  for (const { successor, kind, ...one } of rows)
    if (successor !== null && successor !== one.unit)
      found.set(successor, [...(found.get(successor) ?? []), { ...one, kind: kind as Predecessor['kind'] }])
  return found
}

/** The units that were divided into one, among others: what they said before is nobody's to share out. */
export async function listSplitFrom({ read, t }: Reader, unit: number): Promise<{ name: string; day: string }[]> {
  return read
    .selectDistinct({ name: t.units.name, day: t.unitChanges.day })
    .from(t.unitChangeParts)
    .innerJoin(t.unitChanges, eq(t.unitChanges.id, t.unitChangeParts.change))
    .innerJoin(t.units, eq(t.units.id, t.unitChangeParts.unit))
    .where(and(eq(t.unitChangeParts.successor, unit), isNull(t.unitChanges.undoneOn), eq(t.unitChanges.kind, 'split')))
}
