import { printAmount, readCell } from '@/report/input'
import { type Address, type Cell, labelText, type Table, type Template } from '@/report/template'
import { type FilePlace, PICTURE } from '@/report/understanding/found'
import type { PageCut } from '@/report/understanding/page-cut'
import type { Find, Source } from './cell-texts'

/**
 * What is not sure of a report that was read. `at`: the address of a cell or text, the key of a table, `org` or `year`;
 * `source`, `cut`: the piece of the file it is about, as its line and, of a file with pages, as what is drawn there.
 */
export type Doubt = { at: string; why: string; candidates: string[]; source?: string; cut?: PageCut }

/** A doubt whose place in the file is known, and not yet cut out. */
export type PlacedDoubt = Doubt & { place?: FilePlace }

export type JudgedCells = { values: Record<Address, string>; doubts: PlacedDoubt[] }

/**
 * Which finds are sure: one text a cell, understood, told by its labels; no total that its parts do not add up to; and where
 * the table was put together from a drawing (`isDrawn`), in no sum that fails unless another sum confirms it. Sums never change
 * a value. Whatever is not sure is left out and told, with what was found.
 */
export function judgeCells(template: Template, finds: readonly Find[], isDrawn: boolean): JudgedCells {
  const values: Record<Address, string> = {}
  const doubts: PlacedDoubt[] = []
  const byAddress = new Map<Address, Find[]>()
  for (const find of finds) byAddress.set(find.at, [...(byAddress.get(find.at) ?? []), find])
  const taken = new Map<Address, Find>()
  for (const [at, all] of byAddress) {
    const cell = template.cells[template.index.get(at) ?? -1]
    if (!cell) continue
    const found = withoutBlanks(all)
    const [first] = found
    if (!first) continue
    const texts = [...new Set(found.map(({ text }) => text))]
    const why = texts.length > 1 ? `文件中有 ${texts.length} 个不同的数` : (first.why ?? whyUnread(first.text, cell))
    if (why) doubts.push({ at, why, candidates: textsOf(texts), source: first.source, place: first.place })
    else taken.set(at, first)
  }
  const sums = checkSums(template, taken)
  for (const [at, { text, source, place, isCounted }] of taken) {
    const sum = sums.get(at)
    const fails = sum?.differs ?? (isDrawn && !sum?.holds ? sum?.fails : undefined)
    const why = fails ? fails : isCounted && (!sum?.holdsAcross || sum.fails) ? '只按先后次序对应，没有列名或合计可以印证' : undefined
    if (why)
      doubts.push({
        at,
        why,
        candidates: [...new Set([text, ...(fails && sum ? sum.computed : [])])].filter((one) => one !== ''),
        source,
        place
      })
    else if (text !== '') values[at] = text
  }
  return { values, doubts: [...doubts, ...findMissing(template, byAddress)] }
}

/** What can be taken of texts that were found: without pictures, each once. */
const textsOf = (texts: readonly string[]) =>
  [...new Set(texts.map((text) => text.replaceAll(PICTURE, '').trim()))].filter((text) => text !== '')

/** A row drawn over two lines has blanks beside its numbers. */
function withoutBlanks(finds: readonly Find[]): readonly Find[] {
  const labels = new Set(finds.filter(({ text }) => text !== '').map(({ label }) => label))
  return finds.filter(({ text, label }) => text !== '' || !labels.has(label))
}

/** Signs that become digits when their form is dropped, like ① and ²: nobody knows whether they belong to the number. */
const hidesDigit = (text: string) => [...text].some((sign) => !/[\d０-９]/.test(sign) && /\d/.test(sign.normalize('NFKC')))

function whyUnread(text: string, cell: Cell): string | undefined {
  if (text.includes(PICTURE)) return '这一格里有图片、输入框或另一张表，读不出其中的数'
  if (hidesDigit(text)) return `“${text}”中有上标或带圈的数字，不能确定是不是数的一部分`
  const reading = readCell(text, cell.kind)
  return reading.is === 'unread' ? reading.why : undefined
}

/**
 * `holdsAcross`: one that lies in its row holds, so that its row has not slipped. `differs`: it is a total, and its parts make another
 * number.
 */
type Sum = { holds: boolean; holdsAcross: boolean; fails?: string; differs?: string; computed: string[] }

/** Of every cell in a sum whose members are all there: whether one of them holds, and what the others say. */
function checkSums(template: Template, taken: ReadonlyMap<Address, Find>): ReadonlyMap<Address, Sum> {
  const sums = new Map<Address, Sum>()
  const amounts = template.cells.map((cell) => {
    const find = taken.get(cell.at)
    const reading = find && readCell(find.text, cell.kind)
    return reading?.is === 'number' ? reading.amount : Number.NaN
  })
  for (const i of template.computed) {
    const { role, parts, at } = template.cells[i] as Cell
    if (role === 'group' && !taken.has(at)) amounts[i] = parts.reduce((sum, part) => sum + (amounts[part] as number), 0)
  }
  for (const { rule, on, left, right } of template.equations) {
    const terms = [...left, ...right]
    if (rule.relation !== '=' || rule.level !== 'error' || terms.some(({ last }) => last)) continue
    const add = (side: typeof left) => side.reduce((sum, { cell, minus }) => sum + (minus ? -1 : 1) * (amounts[cell] as number), 0)
    const [one, other] = [add(left), add(right)]
    if (Number.isNaN(one) || Number.isNaN(other)) continue
    const kind = template.cells[left[0]?.cell ?? 0]?.kind ?? 'count'
    const print = (amount: number) => printAmount(amount, kind)
    const fails = `${on}：${rule.left.name}为 ${print(one)}，${rule.right.name}为 ${print(other)}，相差 ${print(Math.abs(one - other))}`
    const isAcross = new Set(terms.map(({ cell }) => template.cells[cell]?.row)).size === 1
    for (const { cell } of terms.flatMap((term) => withParts(template, term.cell, taken).map((part) => ({ cell: part })))) {
      const { at } = template.cells[cell] as Cell
      const sum = sums.get(at) ?? { holds: false, holdsAcross: false, computed: [] }
      sums.set(at, sum)
      if (one === other) {
        sum.holds = true
        sum.holdsAcross ||= isAcross
      } else {
        sum.fails ??= fails
        if (rule.computes && right[0]?.cell === cell) {
          sum.differs ??= fails
          sum.computed.push(print(one))
        }
      }
    }
  }
  return sums
}

/** A heading that the file gives no number for stands for the lines below it. */
function withParts(template: Template, i: number, taken: ReadonlyMap<Address, Find>): readonly number[] {
  const { role, parts, at } = template.cells[i] as Cell
  return role === 'group' && !taken.has(at) ? parts : [i]
}

/** Cells of the form that the file does not have: one doubt a table, a row or a cell, with the lines of the file around it. */
function findMissing(template: Template, found: ReadonlyMap<Address, readonly Find[]>): PlacedDoubt[] {
  return template.tables.flatMap((table) => {
    const cells = template.cells.filter((cell) => cell.table === table && cell.role !== 'group')
    const missing = cells.filter(({ at }) => !found.has(at))
    if (missing.length === cells.length) return [missingTable(table)]
    return missing.map(({ at, row, column }) => ({
      at,
      why:
        missing.filter((one) => one.row === row).length > 1
          ? `没有找到“${labelText(row)}”一行`
          : `没有找到“${labelText(row)}”一行的“${labelText(column)}”`,
      candidates: [],
      ...sourceAround(cells, at, found)
    }))
  })
}

/** The line a missing cell should stand on, else the lines found before and after it. */
function sourceAround(cells: readonly Cell[], at: Address, found: ReadonlyMap<Address, readonly Find[]>): Partial<Source> {
  const i = cells.findIndex((cell) => cell.at === at)
  const sourceOf = (cell: Cell | undefined) => found.get(cell?.at ?? '')?.[0]
  const own = sourceOf(cells.find((cell) => cell.row === cells[i]?.row && found.has(cell.at)))
  if (own) return { source: own.source, place: own.place }
  const around = [
    cells.slice(0, i).findLast(({ at: one }) => found.has(one)),
    cells.slice(i).find(({ at: one }) => found.has(one))
  ].flatMap((cell) => sourceOf(cell) ?? [])
  return { source: around.map(({ source }) => source).join(' … '), place: around[0]?.place }
}

function missingTable(table: Table): Doubt {
  return { at: table.key, why: `没有找到${table.name}`, candidates: [] }
}
