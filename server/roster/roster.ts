import type { z } from 'zod'
import type { UnitInTree } from '@/db/people/unit-tree'
import { KIND_NAMES } from '@/report/report'
import { LEVEL_NAMES, takesNew } from '@/report/unit'
import { ROLE_NAMES, ROLES } from '@/report/workflow/roles'
import { STEPS } from '@/report/workflow/states'

/** What stands in a column, as people are told before they fill it in. `isNeeded`: never blank. */
export type RosterColumn = { name: string; isNeeded?: true; words: string; example: string }

export const ROLE_WORDS = ROLES.map((role) => ROLE_NAMES[role]).join('、')

/** The columns of each list, in the order of its template file. */
export const COLUMNS = {
  units: [
    { name: '单位名称', isNeeded: true, words: '规范全称，印在报告标题上', example: '甲市教育局' },
    { name: '级别', isNeeded: true, words: Object.values(LEVEL_NAMES).join('、'), example: '部门' },
    { name: '报告类型', words: `${Object.values(KIND_NAMES).join('、')}；留空时省、市、县区为政府汇总`, example: '本级/部门' },
    { name: '上级单位', isNeeded: true, words: '已有单位或本表中单位的名称', example: '甲市人民政府' },
    { name: '审核单位', words: '留空为上级单位', example: '甲市人民政府办公室' },
    { name: '审核步骤', words: `${STEPS.map(({ name }) => name).join('、')}，留空为不设`, example: '初审、签发' },
    { name: '统一社会信用代码', words: '18 位，核对末位校验码', example: '11340400MB0000000A' },
    { name: '地址', words: '可以留空', example: '甲市人民路 1 号' },
    { name: '公开专栏', words: '单位网站上政府信息公开专栏的网址', example: 'https://jyj.example.gov.cn/zwgk' },
    { name: '排序号', words: '数字小的排在前面，留空排在最后', example: '10' },
    { name: '成立日期', words: '可以留空，年-月-日', example: '2019-03-01' }
  ],
  accounts: [
    { name: '用户名', isNeeded: true, words: '登录时填写；同一人有几个单位时写几行', example: 'jiaoyu' },
    { name: '姓名', isNeeded: true, words: '显示在历程、意见和名单中', example: '周小禾' },
    { name: '职务', words: '可以留空', example: '办公室科员' },
    { name: '办公电话', words: '可以留空，催报时按此联系', example: '0554-6641234' },
    { name: '手机', words: '可以留空', example: '' },
    { name: '邮箱', words: '留空时不发邮件提醒', example: 'jiaoyu@example.cn' },
    { name: '单位', isNeeded: true, words: '已有单位的名称', example: '甲市教育局' },
    { name: '角色', isNeeded: true, words: ROLE_WORDS, example: '填报员、科室审核员' }
  ]
} as const satisfies Record<string, readonly RosterColumn[]>

/** Columns an export tells beside these; an import passes over them. */
export const TOLD = ['最近登录']

/** What is wrong with a line of the file; lines are counted from 1, as spreadsheets do. */
export type Fault = { line: number; says: string }

export type Fields = { line: number; get: (column: string) => string }

/** Texts of a file, row by row. */
export type Rows = readonly (readonly string[])[]

/** The lines of a file under its heading, which may name the columns in any order; blank lines are left out. */
export function readLines(rows: Rows, columns: readonly RosterColumn[]): { faults: Fault[]; lines: Fields[] } {
  const isBlank = (row: readonly string[]) => row.every((text) => text.trim() === '')
  const top = rows.findIndex((row) => !isBlank(row))
  const heads = (rows[top] ?? []).map((text) => text.replace(/^\ufeff/, '').trim())
  const faults: Fault[] = []
  const absent = columns.filter(({ name, isNeeded }) => isNeeded && !heads.includes(name)).map(({ name }) => name)
  const unknown = heads.filter((head) => head !== '' && !TOLD.includes(head) && !columns.some(({ name }) => name === head))
  if (absent.length > 0) faults.push({ line: top + 1 || 1, says: `标题行缺少“${absent.join('”“')}”，请使用模板` })
  else if (unknown.length > 0) faults.push({ line: top + 1, says: `模板中没有“${unknown.join('”“')}”列，请删去该列` })
  if (faults.length > 0) return { faults, lines: [] }
  const lines = rows.flatMap((row, i) => {
    if (i <= top || isBlank(row)) return []
    // An apostrophe keeps a spreadsheet from taking a text for a formula; it is not part of it.
    const get = (column: string) => (row[heads.indexOf(column)] ?? '').trim().replace(/^'(?=[=+\-@])/, '')
    const blank = columns.filter(({ name, isNeeded }) => isNeeded && get(name) === '').map(({ name }) => name)
    if (blank.length === 0) return [{ line: i + 1, get }]
    faults.push({ line: i + 1, says: `未填写“${blank.join('”“')}”` })
    return []
  })
  if (lines.length === 0 && faults.length === 0) faults.push({ line: top + 1, says: '标题行下面没有内容' })
  return { faults, lines }
}

/** A name some unit had before. */
export type FormerName = { unit: number; name: string }

/** Units by the names people know them under. */
export class Directory {
  private readonly present: ReadonlyMap<string, UnitInTree[]>
  private readonly former: ReadonlyMap<string, UnitInTree>

  constructor(units: readonly UnitInTree[], formerNames: readonly FormerName[]) {
    const present = new Map<string, UnitInTree[]>()
    for (const unit of units) present.set(unit.name, [...(present.get(unit.name) ?? []), unit])
    this.present = present
    const byId = new Map(units.map((unit) => [unit.id, unit]))
    this.former = new Map(formerNames.flatMap(({ unit, name }) => (byId.has(unit) ? [[name, byId.get(unit) as UnitInTree] as const] : [])))
  }

  has(name: string): boolean {
    return this.present.has(name)
  }

  /** The unit of this name directly below another one, if there is one. */
  findBelow(name: string, above: number | string | undefined): UnitInTree | undefined {
    return this.present.get(name)?.find((unit) => unit.above === above)
  }

  /** The number of an open unit; otherwise the fault says why there is none. */
  find(name: string, column: string, fault: (says: string) => void): number | undefined {
    const found = this.present.get(name) ?? []
    const [unit] = found
    if (found.length > 1) fault(`有 ${found.length} 个单位都叫“${name}”，不能确定是哪一个`)
    else if (unit?.closedOn) fault(`${column}“${name}”已关闭`)
    else if (unit && !takesNew(unit)) fault(`${column}“${name}”已停用新增`)
    else if (unit) return unit.id
    else {
      const renamed = this.former.get(name)
      fault(renamed ? `${column}“${name}”已改名为“${renamed.name}”` : `没有找到${column}“${name}”`)
    }
    return undefined
  }
}

/** What a schema makes of a text; otherwise the fault says what it says. */
export function take<T>(schema: z.ZodType<T>, text: string, fault: (says: string) => void): T | undefined {
  const parsed = schema.safeParse(text)
  if (!parsed.success) fault(parsed.error.issues[0]?.message ?? '')
  return parsed.data
}

/** The words of a cell that lists several. */
export const splitWords = (text: string) => text.split(/[、，,；;\s]+/).filter((word) => word !== '')

/** By their lines, in place. */
export const inOrder = (faults: Fault[]) => faults.sort((a, b) => a.line - b.line)
