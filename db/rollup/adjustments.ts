import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Reader, Store } from '@/db/engine/client'
import type { Opened } from '@/db/permission'
import { keepOpen } from '@/db/reports/cells'
import { appendEvent } from '@/db/reports/events'
import { type Filing, findFiling, readReport } from '@/db/reports/reports'
import { COUNTED } from '@/report/rollup/state-class'
import type { Address, Cell, Template } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { readContributions } from './contributions'
import { printSum, writeSums } from './take'
import { keepTaking, listTakings, nextMoment } from './takings'

/** Why a cell is not adjusted. */
export type Unadjusted = 'closed' | 'not summed' | 'no cell' | 'negative' | 'too large' | 'gone'

/** `changed`: the cell is another than he saw, since `by` took or adjusted the sums. */
type Adjusted = { ok: true } | { ok: false; why: Unadjusted } | { ok: false; why: 'changed'; by: string; is: string }

/**
 * Adds a line to a cell of an aggregate that is being filled in, and to its stored sum in the same transaction. `amount` in the last
 * decimal of the cell; `was`: the sum as he saw it. Of two people who adjust at once the second is told what the first made of it, so
 * that nothing is taken off twice.
 */
export async function addAdjustment(
  { tx, t }: Store,
  opened: Opened<'edit'>,
  { at, was, amount, reason, now }: { at: Address; was: string; amount: number; reason: string; now: Date }
): Promise<Adjusted> {
  return atomically(tx, async (db) => {
    const inside = { read: db, t }
    const { filing, cell, moment } = await openSummed(inside, opened, at, now)
    const is = (await readReport(inside, filing)).values[at] ?? ''
    if (is !== was) throw new NotAdjusted({ ok: false, why: 'changed', by: await whoSummed(inside, filing), is })
    await db.insert(t.adjustments).values({ unit: filing.unit, year: filing.year, at, amount, reason, by: opened.user, on: moment })
    await writeAdjusted(inside, opened, filing, cell, moment)
    await tellHistory(inside, opened, 'adjust', { cell, amount, reason, now })
  })
}

/** Takes a line back; it stays on record. */
export async function endAdjustment({ tx, t }: Store, opened: Opened<'edit'>, { id, now }: { id: number; now: Date }): Promise<Adjusted> {
  return atomically(tx, async (db) => {
    const inside = { read: db, t }
    const [line] = await db.select().from(t.adjustments).where(eq(t.adjustments.id, id))
    if (!line) throw new NotAdjusted({ ok: false, why: 'gone' })
    const { filing, cell, moment } = await openSummed(inside, opened, line.at, now)
    const [ended] = await db
      .update(t.adjustments)
      .set({ endedBy: opened.user, endedOn: moment })
      .where(
        and(
          eq(t.adjustments.id, id),
          eq(t.adjustments.unit, filing.unit),
          eq(t.adjustments.year, filing.year),
          isNull(t.adjustments.endedOn)
        )
      )
      .returning({ amount: t.adjustments.amount, reason: t.adjustments.reason })
    if (!ended) throw new NotAdjusted({ ok: false, why: 'gone' })
    await writeAdjusted(inside, opened, filing, cell, moment)
    await tellHistory(inside, opened, 'unadjust', { cell, ...ended, now })
  })
}

/** Thrown inside the transaction to roll it back. */
class NotAdjusted extends Error {
  constructor(readonly answer: Exclude<Adjusted, { ok: true }>) {
    super()
  }
}

async function atomically(tx: Store['tx'], work: (db: Reader['read']) => Promise<void>): Promise<Adjusted> {
  try {
    await tx(work)
    return { ok: true }
  } catch (error) {
    if (error instanceof NotAdjusted) return error.answer
    throw error
  }
}

/** Holds the report for this transaction: whoever else adjusts it or takes its sums comes after. */
async function openSummed(inside: Reader, { report }: Opened<'edit'>, at: Address, now: Date) {
  if (await keepOpen(inside, report, now)) throw new NotAdjusted({ ok: false, why: 'closed' })
  const filing = (await findFiling(inside, report)) as Filing
  const cell = cellAt(openTemplate(filing.template), at)
  if (cell?.role !== 'input') throw new NotAdjusted({ ok: false, why: 'no cell' })
  return { filing, cell, moment: await nextMoment(inside, filing, now) }
}

/** Writes the cell anew: what the contributors have there and all lines in force. */
async function writeAdjusted(inside: Reader, { report, user }: Opened<'edit'>, filing: Filing, cell: Cell, now: Date): Promise<void> {
  const { read: db, t } = inside
  const taken = await db
    .update(t.contributors)
    .set({ on: now })
    .where(eq(t.contributors.report, report))
    .returning({ unit: t.contributors.unit })
  if (taken.length === 0) throw new NotAdjusted({ ok: false, why: 'not summed' })
  const { contributions, adjustments } = await readContributions(inside, filing, cell.at)
  const parts = [...contributions.flatMap(({ amount }) => amount ?? []), ...adjustments.map(({ amount }) => amount)]
  const sum = parts.reduce((whole, amount) => whole + amount, 0)
  if (!Number.isSafeInteger(sum)) throw new NotAdjusted({ ok: false, why: 'too large' })
  if (sum < 0 && cell.kind !== 'change') throw new NotAdjusted({ ok: false, why: 'negative' })
  await keepTaking(inside, { report, counting: filing.counting ?? COUNTED, by: user })
  await writeSums(inside, { report, user, now, texts: new Map([[cell.at, printSum(cell, parts.length === 0 ? null : sum)]]) })
}

/** Whoever took or adjusted the sums last. */
async function whoSummed(inside: Reader, { id }: Filing): Promise<string> {
  return (await listTakings(inside, id))[0]?.by ?? ''
}

/** A line of 历程, as part of the chain of its events. */
async function tellHistory(
  inside: Reader,
  { report, user }: Opened<'edit'>,
  name: 'adjust' | 'unadjust',
  { cell, amount, reason, now }: { cell: Cell; amount: number; reason: string; now: Date }
): Promise<void> {
  const { reports } = inside.t
  const [held] = await inside.read
    .update(reports)
    .set({ version: sql`${reports.version} + 1` })
    .where(eq(reports.id, report))
    .returning({ version: reports.version, state: reports.state })
  if (!held) throw new Error(`report ${report} is gone`)
  const { version, state } = held
  const words = `${cell.name} ${printAdjustment(cell, amount)}：${reason}`
  await appendEvent(inside, { report, version, name, from: state, to: state, reason: words, by: user, on: now })
}

/** An amount with its sign, as it is added: `+2`, `-1`. */
export const printAdjustment = (cell: Pick<Cell, 'kind'>, amount: number): string => `${amount > 0 ? '+' : ''}${printSum(cell, amount)}`

const cellAt = ({ cells, index }: Template, at: Address): Cell | undefined => cells[index.get(at) ?? -1]
