import type { UnitInTree } from '@/db/people/unit-tree'
import { findFilings } from '@/db/reports/reports'
import { type Chased, listChased } from '@/db/season/chase'
import { countSubmissions } from '@/db/workflow/queue'
import { findLatestOwed, listContacts, readSeasonVersion } from '@/db/workflow/season'
import { type Arrival, listArrivals, listStands, type StandOfUnit } from '@/db/workflow/stands'
import { listYears } from '@/report/templates'
import { dayOf } from '@/report/workflow/dates'
import { datesNow, daysPast, STAGES, type Stage, stageOf, type Timeliness, timelinessOf } from '@/report/workflow/deadline'
import { isOwing } from '@/report/workflow/progress'
import { isIn, type State } from '@/report/workflow/states'
import { keepReadable, type Passed, unitsWith } from '@/server/gate/gate'
import { listBelow } from '@/server/gate/reach'
import { listFollowed } from '@/server/queue/place'
import { type BoardFilter, chooseLines, inPlace, timeOf } from './choose-lines'
import { countDays, type DayCurve } from './days'
import { type BoardGroup, groupUnits } from './groups'
import { listWorst, type WorstLine } from './worst'

/** A unit on the board, as it is sorted and counted. */
export type BoardLine = StandOfUnit & {
  group: BoardGroup
  /** With the extension. */
  due: string
  isExtended: boolean
  /** None: it owes nothing. */
  stage: Stage | undefined
  timeliness: Timeliness
  /** Days until the date while it is not handed in, and, handed in late, how many days late: negative. */
  days: number | null
}

export type StageCounts = Record<Stage, number>
export type GroupBar = BoardGroup & { total: number; excused: number; of: StageCounts }

/** How a year stands: for each group, by day, and where it hurts most. */
export type BoardSummary = {
  year: number
  years: number[]
  total: GroupBar
  groups: GroupBar[]
  handedIn: number
  days: DayCurve
  worst: WorstLine[]
}

/** A line with what only a page needs. */
export type BoardRow = BoardLine & {
  mayOpen: boolean
  /** Can be reminded. */
  isOwing: boolean
  contact: { name: string; phone: string | null } | undefined
  /** When anybody who fills in for it signed in last. */
  signedInOn: Date | null
  explained: number
  changed: number
}

/** Whether somebody watches over units, so that there is a board for him. */
export const mayWatch = ({ user }: Pick<Passed, 'user'>): boolean => unitsWith(user, 'reviewer', 'compiler', 'reader', 'admin').length > 0

/** `reviewed`: the units whose reports the person reviews, and whom he may chase. */
type Watched = { units: readonly UnitInTree[]; reviewed: ReadonlySet<number> }

/** The units on somebody's board: those he follows; an administrator who follows none has those he manages. */
export async function listWatched(passed: Passed): Promise<Watched> {
  const { reached, units } = await listFollowed(passed)
  const reviewed = new Set(reached.map(({ id }) => id))
  return { units: units.length > 0 ? units : await listBelow(passed, 'admin'), reviewed }
}

type Lines = Watched & { lines: BoardLine[] }

/** Every unit on somebody's board that was asked for a year's report, in its place. */
export async function readLines(passed: Passed, year: number, watched?: Watched): Promise<Lines> {
  const { units, reviewed } = watched ?? (await listWatched(passed))
  const groups = groupUnits(units)
  const stands = await listStands(
    passed.store,
    units.map(({ id }) => id),
    year
  )
  const lines = stands.map((stand): BoardLine => {
    const { due, isExtended, isReturned } = datesNow(stand, stand)
    const handedInOn = isReturned ? null : stand.handedInOn
    const timeliness = timelinessOf({ due, handedInOn }, passed.now)
    // A correction has no date, and what was handed in in time needs none.
    const isDated = stand.revision === 1 && timeliness !== 'on time'
    const days = isDated ? -daysPast(due, handedInOn ?? passed.now) : null
    const group = groups.get(stand.unit) as BoardGroup
    const { state, revision } = stand
    return { ...stand, group, due, isExtended, stage: stageOf({ state, revision, timeliness }), timeliness, days }
  })
  return { units, reviewed, lines: inPlace(lines, [...groups.values()]) }
}

/** The board of a year without its lines. */
export async function openSummary(passed: Passed, wanted?: number): Promise<BoardSummary> {
  const [years, year] = await chooseYear(passed, wanted)
  const { read, before } = await readYears(passed, year)
  return summarize(passed, years, year, read, before)
}

/** A year's lines, and who had handed in by when the year before. Neither needs the other; a database server answers both at once. */
async function readYears(passed: Passed, year: number): Promise<{ read: Lines; before: Arrival[] }> {
  const watched = await listWatched(passed)
  const units = watched.units.map(({ id }) => id)
  const [read, before] = await Promise.all([readLines(passed, year, watched), listArrivals(passed.store, units, year - 1)])
  return { read, before }
}

/** The year that was asked for; else this season's, or where nothing was asked of anybody for it yet, the one before. */
async function chooseYear({ store, now }: Passed, wanted: number | undefined): Promise<[number[], number]> {
  const years = listYears(dayOf(now))
  const asked = years.find((year) => year === wanted)
  return [years, asked ?? (await findLatestOwed(store, years[0] as number)) ?? (years[0] as number)]
}

function summarize(passed: Passed, years: number[], year: number, { lines }: Lines, before: readonly Arrival[]): BoardSummary {
  const groups = new Map<string, GroupBar>()
  const total = newBar({ key: '', name: '全部单位合计' })
  for (const line of lines) {
    const bar = groups.get(line.group.key) ?? newBar(line.group)
    groups.set(line.group.key, bar)
    for (const one of [bar, total]) addTo(one, line)
  }
  return {
    ...{ year, years, total, groups: [...groups.values()].sort(byPlace), handedIn: lines.filter(isHandedIn).length },
    days: countDays(lines, before, passed.now),
    worst: listWorst(lines, passed.now)
  }
}

const newBar = (group: BoardGroup): GroupBar => ({ ...group, total: 0, excused: 0, of: newCounts() })
const newCounts = () => Object.fromEntries(STAGES.map((stage) => [stage, 0])) as StageCounts

function addTo(bar: GroupBar, { stage }: BoardLine): void {
  if (!stage) bar.excused++
  else {
    bar.total++
    bar.of[stage]++
  }
}

/** One's own first, then the places with units below them, then what is grouped by level. */
const byPlace = (a: GroupBar, b: GroupBar) => rankOf(a) - rankOf(b)
const rankOf = ({ key }: GroupBar) => (key === 'own' ? 0 : /^\d+$/.test(key) ? 1 : 2)

const isHandedIn = ({ stage }: BoardLine) => stage === 'review' || stage === 'approved' || stage === 'published'

export type SeasonBoard = {
  summary: BoardSummary
  filter: BoardFilter
  rows: BoardRow[]
  found: number
  pages: number
  /** The units that have others below them, to choose by. */
  superiors: { id: number; name: string }[]
  /** Of all lines found, how many still owe and may be chased by the person. */
  owing: number
  /** Changes whenever something happens to a report or an obligation of the year. */
  version: string
}

const PAGE_LINES = 50

/** A page of the board. */
export async function openBoard(passed: Passed, asked: BoardFilter): Promise<SeasonBoard> {
  const [years, year] = await chooseYear(passed, asked.year)
  const [{ read, before }, version] = await Promise.all([readYears(passed, year), readBoardVersion(passed, year)])
  const chosen = await chooseLines(passed.store, read, asked)
  const pages = Math.max(Math.ceil(chosen.length / PAGE_LINES), 1)
  const page = Math.min(asked.page, pages)
  const rows = await describeLines(passed, chosen.slice((page - 1) * PAGE_LINES, page * PAGE_LINES))
  return {
    summary: summarize(passed, years, year, read, before),
    ...{ filter: { ...asked, year, page }, rows, found: chosen.length, pages, superiors: listSuperiors(read.units) },
    owing: chosen.filter((line) => isChasable(line) && read.reviewed.has(line.unit)).length,
    version
  }
}

/** Whether a unit can be reminded: a first report that still lies with it. */
const isChasable = ({ stage, state, revision }: BoardLine): boolean => stage !== undefined && isOwing(state) && revision === 1

function listSuperiors(units: readonly UnitInTree[]): { id: number; name: string }[] {
  const above = new Set(units.map((unit) => unit.above))
  return units.filter(({ id }) => above.has(id)).map(({ id, name }) => ({ id, name }))
}

/** What a page compares to know whether the board is another: one light statement over a year, and the day. */
export async function readBoardVersion({ store, now }: Passed, year: number): Promise<string> {
  return `${dayOf(now)} ${await readSeasonVersion(store, year)}`
}

/** The units of the lines somebody asked for, all pages. */
export async function listBoardUnits(passed: Passed, asked: BoardFilter): Promise<number[]> {
  const [, year] = await chooseYear(passed, asked.year)
  return (await chooseLines(passed.store, await readLines(passed, year), asked)).map(({ unit }) => unit)
}

/** All lines somebody asked for, for a file or for paper. */
export async function listBoardRows(
  passed: Passed,
  asked: BoardFilter
): Promise<{ year: number; rows: (BoardRow & { chased?: Chased })[]; superior: string | undefined }> {
  const [, year] = await chooseYear(passed, asked.year)
  const read = await readLines(passed, year)
  const rows = await describeLines(passed, await chooseLines(passed.store, read, asked))
  const chased = await listChased(
    passed.store,
    rows.map(({ unit }) => unit),
    year,
    passed.now
  )
  const superior = read.units.find(({ id }) => String(id) === asked.above)?.name
  return { year, rows: rows.map((row) => ({ ...row, chased: chased.get(row.unit) })), superior }
}

async function describeLines(passed: Passed, lines: readonly BoardLine[]): Promise<BoardRow[]> {
  const { store } = passed
  const units = lines.map(({ unit }) => unit)
  const reports = lines.flatMap(({ report }) => report ?? [])
  const [filings, people] = await Promise.all([findFilings(store, reports), listContacts(store, units)])
  const contacts = new Map(people.toReversed().map((one) => [one.unit, one]))
  const signedIn = new Map(people.toSorted((a, b) => timeOf(a.signedInOn) - timeOf(b.signedInOn)).map((one) => [one.unit, one.signedInOn]))
  const outside = filings.flatMap(({ id, state }) => (isOutside(state) ? [id] : []))
  const [readable, handedIn] = await Promise.all([
    keepReadable(passed, filings).then((kept) => new Set(kept.map(({ id }) => id))),
    countSubmissions(store, outside)
  ])
  return lines.map((line) => {
    const risk = line.report !== null && readable.has(line.report) ? handedIn.get(line.report) : undefined
    return {
      ...line,
      isOwing: isChasable(line),
      mayOpen: line.report !== null && readable.has(line.report),
      contact: contacts.get(line.unit),
      signedInOn: signedIn.get(line.unit) ?? null,
      explained: risk?.explained ?? 0,
      changed: risk?.changed ?? 0
    }
  })
}

/** Only of what was handed in is told what there is to look at. */
const isOutside = (state: State) => isIn(state, 'review', 'approved', 'settled')
