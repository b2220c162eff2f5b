import { placeName } from '@/report/finding'
import { printCell } from '@/report/input'
import { bareLabel } from '@/report/reading/read-labels'
import { type Report, templateOf } from '@/report/report'
import type { Address, Template, TemplateId } from '@/report/template'
import { openTemplate } from '@/report/templates'
import { LONGEST_TEXT } from '@/report/text/text-length'
import { computeTotal, printNumber, type Values } from '@/report/values'
import { listPages, OVERVIEW, pageOf } from '@/report/workflow/counts'
import type { Doubt } from './tables/judge-cells'
import type { Understood } from './understand'

/** What was understood of a file, as plain data: what the reader process answers and a browser shows. */
export type FileReading = {
  org?: string
  creditCode?: string
  year?: number
  template: TemplateId
  values: Values
  doubts: readonly Doubt[]
}

/** What a file says of a place, beside what stands there: `new`: nothing stands there; `unclear`, `missing`: somebody decides. */
export type Comparison = 'new' | 'same' | 'different' | 'unclear' | 'missing'

export type ImportPlace = { at: Address; is: Comparison; was: string; now: string; doubt?: Doubt }

/** A page of the form with what the file says of its places, in their order; `notes`: doubts about the page as a whole. */
export type ImportPage = { key: string; places: readonly ImportPlace[]; notes: readonly Doubt[] }

/** `notes`: doubts about the file as a whole. A place that is on no page is blank in the file, and stays as it is. */
export type ImportPlan = { pages: readonly ImportPage[]; notes: readonly Doubt[] }

/** What somebody decided about a place: the text to take over. */
export type Decisions = ReadonlyMap<Address, string>

/** What is kept of a file that was understood. */
export function readingOf({ org, creditCode, year, template, values, doubts }: Understood): FileReading {
  return { org, creditCode, year, template: template.id, values, doubts }
}

/** What a file would bring into a report of the same form in which these texts stand. Changes nothing. */
export function planImport({ template: id, values, doubts }: FileReading, standing: Values): ImportPlan {
  const template = openTemplate(id)
  const doubtAt = new Map<Address, Doubt>()
  for (const doubt of doubts) if (template.fields.has(doubt.at) && !doubtAt.has(doubt.at)) doubtAt.set(doubt.at, doubt)
  const places = [...template.fields].flatMap((at) => comparePlace(template, at, { values, standing, doubt: doubtAt.get(at) }))
  const others = doubts.filter((doubt) => doubtAt.get(doubt.at) !== doubt)
  const keyOf = (at: string) => (template.places.has(at.split('/', 1)[0] as Address) ? pageOf(template, at) : OVERVIEW.key)
  return {
    pages: listPages(template)
      .filter(({ key }) => key !== OVERVIEW.key)
      .map(({ key }) => ({
        key,
        places: places.filter(({ at }) => pageOf(template, at) === key),
        notes: others.filter(({ at }) => keyOf(at) === key)
      }))
      .filter((page) => page.places.length + page.notes.length > 0),
    notes: others.filter(({ at }) => keyOf(at) === OVERVIEW.key)
  }
}

type Given = { values: Values; standing: Values; doubt: Doubt | undefined }

function comparePlace(template: Template, at: Address, { values, standing, doubt }: Given): ImportPlace[] {
  const was = standing[at] ?? ''
  if (doubt) return [{ at, is: doubt.candidates.length > 0 ? 'unclear' : 'missing', was, now: '', doubt }]
  const now = values[at] ?? ''
  if (now === '') return []
  const cell = template.cells[template.index.get(at) ?? -1]
  if (!cell) {
    if (now.length > LONGEST_TEXT) {
      const why = `文件中有 ${now.length} 字，最多 ${LONGEST_TEXT} 字，请在文件中删减后再导入`
      return [{ at, is: 'missing', was, now: '', doubt: { at, why, candidates: [] } }]
    }
    const isSame = was.replace(/\s/g, '') === now.replace(/\s/g, '')
    return [{ at, is: isSame ? 'same' : was.trim() === '' ? 'new' : 'different', was, now }]
  }
  const shown = printCell(now, cell.kind)
  // A total that its parts make is computed, not typed.
  const isSum = cell.role === 'total' && shown === printNumber(computeTotal(template, values, at), cell.kind)
  const isSame = printCell(was, cell.kind) === shown || (isSum && was.trim() === '')
  return [{ at, is: isSame ? 'same' : was.trim() === '' ? 'new' : 'different', was, now }]
}

/** What is taken over of a plan: of the chosen pages all that is new, and whatever was decided. */
export function changesOf(plan: ImportPlan, chosen: ReadonlySet<string>, decided: Decisions): { at: Address; now: string }[] {
  return plan.pages
    .filter(({ key }) => chosen.has(key))
    .flatMap(({ places }) => places)
    .flatMap(({ at, is, was, now }) => {
      const text = decided.get(at) ?? (is === 'new' ? now : undefined)
      return text === undefined || text === was ? [] : [{ at, now: text }]
    })
}

/**
 * The texts of a report made of a file alone, of all pages or the chosen ones: what is sure, and whatever was decided; sums are left
 * to be computed.
 */
export function valuesOf(reading: FileReading, decided: Decisions, chosen?: ReadonlySet<string>): Values {
  const plan = planImport(reading, {})
  return Object.fromEntries(
    changesOf(plan, chosen ?? new Set(plan.pages.map(({ key }) => key)), decided)
      .filter(({ now }) => now !== '')
      .map(({ at, now }) => [at, now])
  )
}

/**
 * What is to be said before a file goes into a report: `refused`, with what to do instead, if it has another form; `asked`
 * if it speaks of another unit or year, or of several.
 */
export function compareOrigin(
  { org, year, template, doubts }: FileReading,
  report: Pick<Report, 'unit' | 'year' | 'template'>
): { refused?: string; asked: string[] } {
  const own = templateOf(report)
  if (template !== own.id) {
    const { notice } = openTemplate(template)
    const to = year === report.year - 1 ? '请作为上年年报导入' : '请打开相应年度的年报导入'
    return { refused: `文件是 ${year ?? '其他'} 年的年报，用的是${notice.number}的格式，与本年报的格式不同，不能导入。${to}。`, asked: [] }
  }
  const others = doubts.filter(({ at, candidates }) => (at === 'org' || at === 'year') && candidates.length > 1)
  return {
    asked: [
      ...(org !== undefined && bareLabel(org) !== bareLabel(report.unit) ? [`文件是“${org}”的年报，本年报是“${report.unit}”的。`] : []),
      ...(year !== undefined && year !== report.year ? [`文件是 ${year} 年的年报，本年报是 ${report.year} 年的。`] : []),
      ...others.map(({ why }) => `${why}。`)
    ]
  }
}

/** The name of what a doubt is about. */
export function nameDoubt(template: Template, { at }: Doubt): string {
  const names: Record<string, string> = { org: '单位名称', year: '年度', tables: '表格' }
  return names[at] ?? placeName(template, at)
}
