import type { Address, Template } from '@/report/template'
import type { Figure, FigureStanding } from './figures'
import { SumTooLarge, type Tallied } from './rollup'

/** A cell is a signed integer of 64 bits, the highest byte first. */
const BYTES = 8
/** The upper half of a cell that is no value; no amount a number holds exactly comes near it. The lower half says why. */
const GAP = -(2 ** 31)
const GAPS = ['blank', 'unreadable'] as const satisfies readonly FigureStanding[]
const HALF = 2 ** 32

const known = new WeakMap<Template, ReadonlyMap<Address, number>>()

/** Where each cell stands among the packed figures of a form: in its order, without groups. Stored bytes depend on it. */
export function placesOf(template: Template): ReadonlyMap<Address, number> {
  const there = known.get(template)
  if (there) return there
  const cells = template.cells.filter(({ role }) => role !== 'group')
  const places = new Map(cells.map(({ at }, place) => [at, place]))
  known.set(template, places)
  return places
}

/** All figures of a report as bytes, in the order of the form: a row of a table, where each cell would be one of its own. */
export function packFigures(figures: readonly Figure[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(figures.length * BYTES))
  figures.forEach(({ amount, standing }, place) => {
    const upper = amount === null ? GAP : Math.floor(amount / HALF)
    view.setInt32(place * BYTES, upper)
    view.setUint32(place * BYTES + 4, amount === null ? GAPS.indexOf(standing as 'blank') : amount - upper * HALF)
  })
  return new Uint8Array(view.buffer)
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => new DataView(buffer, byteOffset, byteLength)

/** Bytes of another length are of a form that had other cells: whatever was read from them would be wrong. */
function openPacked(template: Template, packed: Uint8Array): DataView {
  if (packed.byteLength !== placesOf(template).size * BYTES) throw new RangeError(`${packed.byteLength} bytes are no ${template.id}`)
  return viewOf(packed)
}

function figureAt(view: DataView, place: number, at: Address): Figure {
  const [upper, lower] = [view.getInt32(place * BYTES), view.getUint32(place * BYTES + 4)]
  if (upper === GAP) return { at, amount: null, standing: GAPS[lower] ?? 'unreadable' }
  return { at, amount: upper * HALF + lower, standing: 'value' }
}

/** The figures at some addresses, or all, in the order of the form; an address it has not is not there. */
export function unpackFigures(template: Template, packed: Uint8Array, only?: ReadonlySet<Address>): Figure[] {
  const view = openPacked(template, packed)
  return [...placesOf(template)].flatMap(([at, place]) => (!only || only.has(at) ? [figureAt(view, place, at)] : []))
}

/** A stretch of packed bytes, counted from 1 as SQL does, and the cells read from it. */
export type PackedStretch = { start: number; length: number; cells: readonly { at: Address; place: number }[] }

/** So many cells are read and thrown away rather than asked for apart. */
const NEAR = 7

/** The stretches of packed figures in which some cells of a form lie: what a query reads instead of all of them. */
export function stretchesOf(template: Template, addresses: readonly Address[]): PackedStretch[] {
  const places = placesOf(template)
  const wanted = [...new Set(addresses)].flatMap((at) => {
    const place = places.get(at)
    return place === undefined ? [] : [{ at, place }]
  })
  wanted.sort((a, b) => a.place - b.place)
  const runs: { at: Address; place: number }[][] = []
  for (const one of wanted) {
    const run = runs.at(-1)
    if (run && one.place - (run.at(-1)?.place ?? 0) <= NEAR) run.push(one)
    else runs.push([one])
  }
  return runs.map((run) => {
    const [first, last] = [run[0]?.place ?? 0, run.at(-1)?.place ?? 0]
    const cells = run.map(({ at, place }) => ({ at, place: place - first }))
    return { start: first * BYTES + 1, length: (last - first + 1) * BYTES, cells }
  })
}

/** Hexadecimal digits of a cell. */
const DIGITS = 2 * BYTES

/**
 * One cell in its last decimal, of packed bytes read as hexadecimal digits; null where it is no value. Nothing is made for it but
 * the number: of fifteen thousand reports, objects would cost more than the query.
 */
export function amountAt(digits: string, place: number): number | null {
  const from = place * DIGITS
  // Negative ones and what is no value have the highest bit set, and are far beyond what a number holds exactly.
  const whole = Number.parseInt(digits.slice(from, from + DIGITS), 16)
  if (whole <= Number.MAX_SAFE_INTEGER) return whole
  const half = from + DIGITS / 2
  const upper = Number.parseInt(digits.slice(from, half), 16) | 0
  return upper === GAP ? null : upper * HALF + Number.parseInt(digits.slice(half, from + DIGITS), 16)
}

/** The cells of a stretch, read as hexadecimal digits. */
export function readStretch({ cells }: Pick<PackedStretch, 'cells'>, digits: string): Figure[] {
  return cells.map(({ at, place }) => {
    const amount = amountAt(digits, place)
    if (amount !== null) return { at, amount, standing: 'value' }
    const why = Number.parseInt(digits.slice(place * DIGITS + DIGITS / 2, (place + 1) * DIGITS), 16)
    return { at, amount, standing: GAPS[why] ?? 'unreadable' }
  })
}

/** The figures of a revision as they are stored. */
export type PackedReport = { report: number; template: Template; packed: Uint8Array }

/**
 * Adds up every cell over some revisions, and lists every cell that is no value. Both halves are added apart, so that no sum is
 * rounded on the way; throws RangeError for one that a number cannot hold exactly.
 */
export function tallyFigures(reports: readonly PackedReport[]): Tallied {
  const gaps: Tallied['gaps'][number][] = []
  const whole = new Map<Address, { amount: bigint; covered: number }>()
  for (const [template, same] of groupByForm(reports)) {
    const addresses = [...placesOf(template).keys()]
    const [upper, lower] = [new Float64Array(addresses.length), new Float64Array(addresses.length)]
    const covered = new Uint32Array(addresses.length)
    for (const { report, packed } of same) {
      const view = openPacked(template, packed)
      for (let place = 0; place < addresses.length; place++) {
        const high = view.getInt32(place * BYTES)
        if (high === GAP) {
          const { at, standing } = figureAt(view, place, addresses[place] as Address)
          if (standing !== 'value') gaps.push({ report, at, standing })
          continue
        }
        upper[place] = (upper[place] as number) + high
        lower[place] = (lower[place] as number) + view.getUint32(place * BYTES + 4)
        covered[place] = (covered[place] as number) + 1
      }
    }
    addresses.forEach((at, place) => {
      if (covered[place] === 0) return
      const before = whole.get(at) ?? { amount: 0n, covered: 0 }
      const amount = BigInt(upper[place] as number) * BigInt(HALF) + BigInt(lower[place] as number)
      whole.set(at, { amount: before.amount + amount, covered: before.covered + (covered[place] as number) })
    })
  }
  return { sums: new Map([...whole].map(([at, { amount, covered }]) => [at, { amount: exact(amount, at), covered }])), gaps }
}

function groupByForm(reports: readonly PackedReport[]): Map<Template, PackedReport[]> {
  const forms = new Map<Template, PackedReport[]>()
  for (const one of reports) {
    const same = forms.get(one.template)
    if (same) same.push(one)
    else forms.set(one.template, [one])
  }
  return forms
}

function exact(amount: bigint, at: Address): number {
  const number = Number(amount)
  if (!Number.isSafeInteger(number)) throw new SumTooLarge(at)
  return number
}
