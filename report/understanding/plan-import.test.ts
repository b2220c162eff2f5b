import { describe, expect, it } from 'vitest'
import { cleanReport } from '@/report/samples/clean-report'
import { changesOf, compareOrigin, type FileReading, planImport, valuesOf } from './plan-import'
import type { Doubt } from './tables/judge-cells'
import { understandReport } from './understand-report'

const clean = cleanReport(2024)
const { values } = understandReport(clean)
const read = (given: Partial<FileReading> = {}): FileReading => ({
  org: clean.unit,
  year: 2024,
  template: 'F2021',
  values,
  doubts: [],
  ...given
})
const nothing = new Map<string, string>()
const all = new Set(['preamble', 'overview', 'disclosure', 'requests', 'disputes', 'problems', 'other-matters'])
const doubt = (given: Partial<Doubt> & { at: string }): Doubt => ({ why: '不能确定', candidates: [], ...given })

describe('what a file brings into a report', () => {
  it('fills an empty report with all that is sure, and leaves the sums to be computed', () => {
    const now = Object.fromEntries(changesOf(planImport(read(), {}), all, nothing).map(({ at, now: text }) => [at, text]))
    expect(now).toEqual(clean.values)
  })

  it('changes nothing where the same stands already, however it is written', () => {
    const standing = { ...clean.values, 'requests/received/person': ` ${clean.values['requests/received/person']} ` }
    const plan = planImport(read(), standing)
    expect(changesOf(plan, all, nothing)).toEqual([])
    expect(new Set(plan.pages.flatMap(({ places }) => places.map(({ is }) => is)))).toEqual(new Set(['same']))
  })

  it('shows a conflict and takes it over only if it was chosen', () => {
    const at = 'requests/received/person'
    const plan = planImport(read(), { [at]: '77' })
    const place = plan.pages.flatMap(({ places }) => places).find((one) => one.at === at)
    expect(place).toMatchObject({ is: 'different', was: '77', now: values[at] })
    expect(changesOf(plan, all, nothing).map((one) => one.at)).not.toContain(at)
    expect(changesOf(plan, all, new Map([[at, values[at] ?? '']]))).toContainEqual({ at, now: values[at] })
  })

  it('leaves out what is unclear until somebody decides, and what was not found', () => {
    const [unclear, missing] = ['requests/received/person', 'requests/received/company']
    const { [unclear]: _, [missing]: __, ...sure } = values
    const doubts = [doubt({ at: unclear, candidates: ['5', '6'], source: '第 2 页：新收 5 6' }), doubt({ at: missing })]
    const plan = planImport(read({ values: sure, doubts }), {})
    const found = new Map(plan.pages.flatMap(({ places }) => places).map((place) => [place.at, place]))
    expect(found.get(unclear)).toMatchObject({ is: 'unclear', doubt: { source: '第 2 页：新收 5 6' } })
    expect(found.get(missing)?.is).toBe('missing')
    const places = (decided: ReadonlyMap<string, string>) => changesOf(plan, all, decided).map(({ at, now }) => `${at}=${now}`)
    expect(places(nothing).filter((one) => one.startsWith('requests/received/person'))).toEqual([])
    expect(places(new Map([[unclear, '6']]))).toContain('requests/received/person=6')
    // The total of a row one of whose parts is unknown is what the file says, not a sum.
    expect(places(nothing).some((one) => one.startsWith('requests/received/total='))).toBe(true)
  })

  it('takes over the chosen pages alone', () => {
    const changes = changesOf(planImport(read(), {}), new Set(['disputes']), nothing)
    expect(changes.length).toBeGreaterThan(0)
    expect(changes.every(({ at }) => at.startsWith('disputes/'))).toBe(true)
  })

  it('lists every doubt at its page or as one of the whole file', () => {
    const doubts = ['org', 'tables', 'requests', 'problems'].map((at) => doubt({ at }))
    const plan = planImport(read({ doubts }), {})
    expect(plan.notes.map(({ at }) => at)).toEqual(['org', 'tables'])
    expect(plan.pages.filter(({ notes }) => notes.length > 0).map(({ key }) => key)).toEqual(['requests'])
    expect(plan.pages.flatMap(({ places }) => places).find(({ at }) => at === 'problems')?.is).toBe('missing')
  })

  it('makes a report of a file alone', () => {
    expect(valuesOf(read(), nothing)).toEqual(clean.values)
  })
})

describe('a file', () => {
  const report = { unit: clean.unit, year: 2024, template: 'F2021' as const }

  it('of the same unit and year asks nothing', () => {
    expect(compareOrigin(read({ org: `${clean.unit.slice(0, 2)} ${clean.unit.slice(2)}` }), report)).toEqual({ asked: [] })
  })

  it('of another unit and year says both first', () => {
    const { refused, asked } = compareOrigin(read({ org: '乙县财政局', year: 2022 }), report)
    expect(refused).toBeUndefined()
    expect(asked).toEqual([`文件是“乙县财政局”的年报，本年报是“${clean.unit}”的。`, '文件是 2022 年的年报，本年报是 2024 年的。'])
  })

  it('with two reports says that there is another title', () => {
    const doubts = [doubt({ at: 'year', why: '文件中还有另一个标题：甲市教育局2023年', candidates: ['甲2024', '甲2023'] })]
    expect(compareOrigin(read({ doubts }), report).asked).toEqual(['文件中还有另一个标题：甲市教育局2023年。'])
  })

  it('of another form is refused with what to do', () => {
    const { refused } = compareOrigin(read({ template: 'F2019', year: 2020 }), report)
    expect(refused).toMatch(/2020 年的年报.*格式不同，不能导入。请打开相应年度的年报导入。/)
    expect(compareOrigin(read({ template: 'F2019', year: 2020 }), { ...report, year: 2021 }).refused).toMatch(/请作为上年年报导入/)
  })
})
