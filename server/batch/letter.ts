import { notFound } from 'next/navigation'
import { findUnit, findUnits, listUnitsBelow } from '@/db/people/units'
import { type Enclosed, makeLetter } from '@/report/layout/letter'
import { dayOf } from '@/report/workflow/dates'
import { isIn } from '@/report/workflow/states'
import { paperFormat, sendPaper } from '@/server/files/papers'
import { type Passed, requireUser } from '@/server/gate/gate'
import { listChoice, unitsOf } from './batch-choice'

/** A unit somebody may write 报送函 for, and its superior, if it has one. */
export type Sender = { id: number; name: string; to: string }

/** The units somebody looks after that have units below them. */
export async function listSenders(passed: Passed): Promise<Sender[]> {
  const own = await findUnits(passed.store, unitsOf(passed))
  const above = new Map((await findUnits(passed.store, own.flatMap((unit) => unit.above ?? []))).map(({ id, name }) => [id, name]))
  return own
    .filter(({ kind }) => kind === 'government')
    .map(({ id, name, above: superior }) => ({ id, name, to: superior === null ? '' : (above.get(superior) ?? '') }))
}

/** Characters of 主送机关. */
const LONGEST_NAME = 60

/**
 * 报送函 of a unit to its superior (`?unit=&year=&to=`), dated today: the reports of a year at and below it that were
 * approved or published, each in its latest revision. 404 for whoever does not look after that unit.
 */
export async function sendLetter(address: string, request: Request): Promise<Response> {
  const passed = await requireUser()
  const format = paperFormat(address)
  const asked = new URL(request.url).searchParams
  const [unit, year] = [Number(asked.get('unit')), Number(asked.get('year'))]
  if (!unitsOf(passed).includes(unit)) notFound()
  const from = await findUnit(passed.store, unit)
  if (!from) notFound()
  const enclosed = await listEnclosed(passed, unit, year)
  const to = (asked.get('to') ?? '').replace(/[\s：:]/g, '').slice(0, LONGEST_NAME)
  const letter = makeLetter({ from: from.name, to, year, date: dayOf(passed.now), enclosed })
  return sendPaper(passed, { document: letter, format, name: letter.title }, request, '/batch')
}

/** What goes along: the unit's own report first, then those below it by name. */
async function listEnclosed(passed: Passed, unit: number, year: number): Promise<Enclosed[]> {
  const below = new Set((await listUnitsBelow(passed.store, [unit])).map(({ id }) => id))
  const standing = (await listChoice(passed)).filter(
    (one) => one.year === year && (one.unit === unit || below.has(one.unit)) && isIn(one.state, 'approved', 'settled')
  )
  return standing
    .sort((a, b) => Number(b.unit === unit) - Number(a.unit === unit))
    .map(({ unitName, revision, state, submittedHash }) => ({ unit: unitName, revision, state, code: submittedHash?.slice(0, 16) ?? '' }))
}
