import { and, eq, isNull } from 'drizzle-orm'
import type { Reader, Store } from '@/db/engine/client'
import type { Opened } from '@/db/permission'
import { keepOpen } from '@/db/reports/cells'
import { type Filing, findFiling } from '@/db/reports/reports'
import { COUNTED } from '@/report/rollup/state-class'
import type { Address, Cell, Template } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { readContributions } from './contributions'
import { printSum, writeSums } from './take'
import { keepTaking } from './takings'

/** Why a cell is not adjusted. */
export type Unadjusted = 'closed' | 'not summed' | 'no cell' | 'negative' | 'too large' | 'gone'

type Adjusted = { ok: true } | { ok: false; why: Unadjusted }

/**
 * Adds a line to a cell of an aggregate that is being filled in, and to its stored sum in the same transaction; two people who
 * adjust at once follow each other. `amount` in the last decimal of the cell.
 */
export async function addAdjustment(
  { tx, t }: Store,
  opened: Opened<'edit'>,
  { at, amount, reason, now }: { at: Address; amount: number; reason: string; now: Date }
): Promise<Adjusted> {
  return atomically(tx, async (db) => {
    const inside = { read: db, t }
    const filing = await openSummed(inside, opened, now)
    await db.insert(t.adjustments).values({ unit: filing.unit, year: filing.year, at, amount, reason, by: opened.user, on: now })
    await writeAdjusted(inside, opened, filing, at, now)
  })
}

/** Takes a line back; it stays on record. */
export async function endAdjustment({ tx, t }: Store, opened: Opened<'edit'>, { id, now }: { id: number; now: Date }): Promise<Adjusted> {
  return atomically(tx, async (db) => {
    const inside = { read: db, t }
    const filing = await openSummed(inside, opened, now)
    const [ended] = await db
      .update(t.adjustments)
      .set({ endedBy: opened.user, endedOn: now })
      .where(
        and(
          eq(t.adjustments.id, id),
          eq(t.adjustments.unit, filing.unit),
          eq(t.adjustments.year, filing.year),
          isNull(t.adjustments.endedOn)
        )
      )
      .returning({ at: t.adjustments.at })
    if (!ended) throw new NotAdjusted('gone')
    await writeAdjusted(inside, opened, filing, ended.at, now)
  })
}

/** Thrown inside the transaction to roll it back. */
class NotAdjusted extends Error {
  constructor(readonly why: Unadjusted) {
    super()
  }
}

async function atomically(tx: Store['tx'], work: (db: Reader['read']) => Promise<void>): Promise<Adjusted> {
  try {
    await tx(work)
    return { ok: true }
  } catch (error) {
    if (error instanceof NotAdjusted) return { ok: false, why: error.why }
    throw error
  }
}

async function openSummed(inside: Reader, { report }: Opened<'edit'>, now: Date): Promise<Filing> {
  if (await keepOpen(inside, report, now)) throw new NotAdjusted('closed')
  return (await findFiling(inside, report)) as Filing
}

/** Writes the cell anew: what the contributors have there and all lines in force. */
async function writeAdjusted(inside: Reader, { report, user }: Opened<'edit'>, filing: Filing, at: Address, now: Date): Promise<void> {
  const { read: db, t } = inside
  const cell = cellAt(openTemplate(filing.template), at)
  if (cell?.role !== 'input') throw new NotAdjusted('no cell')
  const taken = await db
    .update(t.contributors)
    .set({ on: now })
    .where(eq(t.contributors.report, report))
    .returning({ unit: t.contributors.unit })
  if (taken.length === 0) throw new NotAdjusted('not summed')
  const { contributions, adjustments } = await readContributions(inside, filing, at)
  const parts = [...contributions.flatMap(({ amount }) => amount ?? []), ...adjustments.map(({ amount }) => amount)]
  const sum = parts.reduce((whole, amount) => whole + amount, 0)
  if (!Number.isSafeInteger(sum)) throw new NotAdjusted('too large')
  if (sum < 0 && cell.kind !== 'change') throw new NotAdjusted('negative')
  await keepTaking(inside, { report, counting: filing.counting ?? COUNTED, by: user })
  await writeSums(inside, { report, user, now, texts: new Map([[at, printSum(cell, parts.length === 0 ? null : sum)]]) })
}

const cellAt = ({ cells, index }: Template, at: Address): Cell | undefined => cells[index.get(at) ?? -1]
