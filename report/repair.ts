import type { Sheet } from './finding'
import { printAmount } from './input'
import { type Choice, findPulls, isValid, type Lever, type Pull, sumOf } from './levers'
import { type Address, type Cell, groups, type Line, lineName } from './template'
import { printNumber } from './values'

/** One way to make every broken identity hold again; a text of '' leaves a total to be computed. */
export type Repair = {
  changes: readonly { at: Address; now: string }[]
  /** `把（四）2 的自然人从 2 改为 3` */
  says: string
}

const MOST_REPAIRS = 5

/**
 * 修复建议: the smallest sets of cell changes after which no identity (an error-level sum or balance of the template whose
 * cells are filled) is broken. At most three cells each and at most five sets, likeliest first: the smallest change, then
 * what the text says, then cells that are not 0. `fixed` cells keep their number, also where it is computed. Empty if
 * nothing is broken or nothing so small mends it; takes a few milliseconds.
 */
export function findRepairs(sheet: Sheet, fixed: ReadonlySet<Address>): Repair[] {
  const text = readText(sheet)
  return findPulls(sheet, fixed)
    .flatMap((pulls) => spellOut(sheet, text, pulls))
    .sort((a, b) => a.size - b.size || b.evidence - a.evidence || a.zeros - b.zeros)
    .slice(0, MOST_REPAIRS)
    .map(({ pulls }) => describe(sheet, pulls))
}

type Spelt = { pulls: Pull<Lever>[]; size: number; evidence: number; zeros: number }

/** Every way to take one lever of each choice, with what speaks for it. */
function spellOut(sheet: Sheet, text: Text, pulls: readonly Pull<Choice>[]): Spelt[] {
  const nothing: Spelt = { pulls: [], size: 0, evidence: 0, zeros: 0 }
  return pulls.reduce<Spelt[]>(
    (ways, { on, by }) =>
      on
        .filter((lever) => isValid(sheet, lever, by))
        .map((lever): Spelt => weigh(sheet, text, { on: lever, by }))
        .sort((a, b) => b.evidence - a.evidence || a.zeros - b.zeros)
        .slice(0, MOST_REPAIRS)
        .flatMap((one) =>
          ways.map((way) => ({
            pulls: [...way.pulls, ...one.pulls],
            size: way.size + one.size,
            evidence: way.evidence + one.evidence,
            zeros: way.zeros + one.zeros
          }))
        ),
    [nothing]
  )
}

/** A change is the likelier, the more numbers of the text the tables show after it. */
function weigh({ template, amounts }: Sheet, text: Text, pull: Pull<Lever>): Spelt {
  const { on, by } = pull
  const change = new Map<string, number>()
  for (const [cell, shift] of on.shifts) {
    const { kind } = template.cells[cell] as Cell
    const amount = amounts.taken[cell] as number
    const [was, now] = [printAmount(amount, kind), printAmount(amount + shift * by, kind)]
    change.set(was, (change.get(was) ?? 0) - 1)
    change.set(now, (change.get(now) ?? 0) + 1)
  }
  const evidence = sumOf([...change], ([number, more]) => {
    const shown = text.get(number)
    return shown === undefined ? 0 : Number(shown + more > 0) - Number(shown > 0)
  })
  return { pulls: [pull], size: Math.abs(by), evidence, zeros: Number(amounts.taken[on.cell] === 0) }
}

const COUNTED = /\d+(?=\s*余?[件宗例起])/g

/** The numbers of cases the text names, each with how many cells show it now. */
type Text = ReadonlyMap<string, number>

function readText({ stored, template, amounts }: Sheet): Text {
  const prose = Object.entries(stored).filter(([at]) => !template.index.has(at))
  const text = new Map(prose.flatMap(([, words]) => words.normalize('NFKC').match(COUNTED) ?? []).map((number) => [number, 0]))
  template.cells.forEach(({ kind }, cell) => {
    const number = printNumber(amounts.taken[cell] as number, kind)
    const shown = text.get(number)
    if (shown !== undefined) text.set(number, shown + 1)
  })
  return text
}

function describe(sheet: Sheet, pulls: readonly Pull<Lever>[]): Repair {
  const { template, amounts, report } = sheet
  const changes = pulls.map(({ on, by }) => {
    const cell = template.cells[on.cell] as Cell
    const [was, now] = [amounts.taken[on.cell] as number, (amounts.taken[on.cell] as number) + by]
    const parts = sumOf(
      cell.parts,
      (part) => (amounts.taken[part] as number) + sumOf(pulls, (pull) => (pull.on.shifts.get(part) ?? 0) * pull.by)
    )
    const isComputed = cell.role === 'total' && parts === now && !report.outside
    const name = `${shortName(cell)}的${lineName(cell.column)}`
    const text = printAmount(now, cell.kind)
    return {
      at: cell.at,
      now: isComputed ? '' : text,
      says: `${name}从 ${printAmount(was, cell.kind)} 改为${isComputed ? '自动计算的' : ''} ${text}`
    }
  })
  return { changes: changes.map(({ at, now }) => ({ at, now })), says: `把${changes.map(({ says }) => says).join('，')}` }
}

/** `（四）2` for a numbered row under a numbered heading, else the row's own name. */
function shortName({ row, block }: Cell): string {
  const numberOf = (line: Line | undefined) => /^(?:（.）|\d+(?=\.))/.exec(line?.label ?? '')?.[0]
  const heading = numberOf(groups(block.rows).findLast(({ lines }) => lines?.includes(row)))
  const number = numberOf(row)
  return heading && number ? `${heading}${number} ` : lineName(row)
}
