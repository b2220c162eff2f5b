import { notFound } from 'next/navigation'
import { findUnit, findUnits, listUnitsBelow } from '@/db/people/units'
import type { Filing } from '@/db/reports/reports'
import type { ReportDocument } from '@/report/layout/document'
import { makeLetter } from '@/report/layout/letter'
import { PAST_REVISION } from '@/report/report'
import { replaceUnprintable } from '@/report/text/printable'
import { dayOf } from '@/report/workflow/dates'
import { isIn } from '@/report/workflow/states'
import { paperFormat, sendPaper } from '@/server/files/papers'
import { type Passed, requireUser } from '@/server/gate/gate'
import { listChoice, unitsOf } from './batch-choice'

/** A unit somebody may write 报送函 for, and its superior, if it has one. */
export type Sender = { id: number; name: string; to: string }

/** The governments somebody looks after that have a report of the year to hand to their superior; `choice`: as `listChoice` has it. */
export async function listSenders(passed: Passed, choice: readonly Filing[], year: number): Promise<Sender[]> {
  const governments = (await findUnits(passed.store, unitsOf(passed))).filter(({ kind }) => kind === 'government')
  const counts = await Promise.all(governments.map(async ({ id }) => (await listEnclosed(passed, choice, { unit: id, year })).length))
  const own = governments.filter((_, i) => counts[i])
  const above = new Map(
    (
      await findUnits(
        passed.store,
        own.flatMap((unit) => unit.above ?? [])
      )
    ).map(({ id, name }) => [id, name])
  )
  return own.map(({ id, name, above: superior }) => ({ id, name, to: superior === null ? '' : (above.get(superior) ?? '') }))
}

/**
 * What goes along: what was approved or published at and below a unit, its own report first. A report read in from a file was not
 * handed in here.
 */
async function listEnclosed({ store }: Passed, choice: readonly Filing[], { unit, year }: { unit: number; year: number }) {
  const inside = new Set([unit, ...(await listUnitsBelow(store, [unit])).map(({ id }) => id)])
  return choice
    .filter((one) => one.year === year && inside.has(one.unit) && one.revision > PAST_REVISION && isIn(one.state, 'approved', 'settled'))
    .sort((a, b) => Number(b.unit === unit) - Number(a.unit === unit))
}

/** Characters of 主送机关. */
const LONGEST_NAME = 60

/** 报送函 of a unit to its superior (`?unit=&year=&to=`), dated today. 404 for whoever does not look after that unit. */
export async function sendLetter(address: string, request: Request): Promise<Response> {
  const passed = await requireUser()
  const format = paperFormat(address)
  const asked = new URL(request.url).searchParams
  const wanted = { unit: Number(asked.get('unit')), year: Number(asked.get('year')), to: asked.get('to') ?? '' }
  const document = await writeLetter(passed, wanted)
  if (!document) notFound()
  return sendPaper(passed, { document, format, name: document.title }, request, '/batch')
}

/** The letter, with each report in its latest revision; undefined where there is none to hand over, or the unit is not his. */
export async function writeLetter(
  passed: Passed,
  { unit, year, to }: { unit: number; year: number; to: string }
): Promise<ReportDocument | undefined> {
  const from = unitsOf(passed).includes(unit) ? await findUnit(passed.store, unit) : undefined
  if (!from) return undefined
  const enclosed = (await listEnclosed(passed, await listChoice(passed), { unit, year })).map(
    ({ unitName, revision, state, submittedHash }) => ({ unit: unitName, revision, state, code: submittedHash?.slice(0, 16) ?? '' })
  )
  if (enclosed.length === 0) return undefined
  const name = replaceUnprintable(to.replace(/[\s：:]/g, '')).slice(0, LONGEST_NAME)
  return makeLetter({ from: from.name, to: name, year, date: dayOf(passed.now), enclosed })
}
