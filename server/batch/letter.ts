import { notFound } from 'next/navigation'
import { findUnit, findUnits, listUnitsBelow } from '@/db/people/units'
import type { ReportDocument } from '@/report/layout/document'
import { makeLetter } from '@/report/layout/letter'
import { replaceUnprintable } from '@/report/text/printable'
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
  const above = new Map(
    (
      await findUnits(
        passed.store,
        own.flatMap((unit) => unit.above ?? [])
      )
    ).map(({ id, name }) => [id, name])
  )
  return own
    .filter(({ kind }) => kind === 'government')
    .map(({ id, name, above: superior }) => ({ id, name, to: superior === null ? '' : (above.get(superior) ?? '') }))
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

/** The letter: what goes along was approved or published, the unit's own report first, each in its latest revision. */
export async function writeLetter(
  passed: Passed,
  { unit, year, to }: { unit: number; year: number; to: string }
): Promise<ReportDocument | undefined> {
  const from = unitsOf(passed).includes(unit) ? await findUnit(passed.store, unit) : undefined
  if (!from) return undefined
  const inside = new Set([unit, ...(await listUnitsBelow(passed.store, [unit])).map(({ id }) => id)])
  const standing = (await listChoice(passed)).filter(
    (one) => one.year === year && inside.has(one.unit) && isIn(one.state, 'approved', 'settled')
  )
  const enclosed = standing
    .sort((a, b) => Number(b.unit === unit) - Number(a.unit === unit))
    .map(({ unitName, revision, state, submittedHash }) => ({ unit: unitName, revision, state, code: submittedHash?.slice(0, 16) ?? '' }))
  const name = replaceUnprintable(to.replace(/[\s：:]/g, '')).slice(0, LONGEST_NAME)
  return makeLetter({ from: from.name, to: name, year, date: dayOf(passed.now), enclosed })
}
