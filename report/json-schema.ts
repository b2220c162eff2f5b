import { z } from 'zod'
import type { Claim } from '@/report/prose/claim'
import { placeName } from './finding'
import type { Template, TemplateId } from './template'
import { templates } from './templates'

/** Grows only if the meaning of a key changes; a new form is a new schema, not a new format. */
export const FORMAT = 1

const schemas = new Map<TemplateId, ReturnType<typeof defineSchema>>()

/** What the JSON of a report on this form may hold: the keys of `values` and `totals` are the addresses of the form. */
export function schemaOf(template: Template) {
  const known = schemas.get(template.id) ?? defineSchema(template)
  schemas.set(template.id, known)
  return known
}

function defineSchema(template: Template) {
  const [first, last = 9999] = template.years
  const totals = template.cells.filter(({ role }) => role === 'total').map(({ at }) => at)
  const named = (at: string) => z.string().describe(placeName(template, at))
  return z.strictObject({
    format: z.literal(FORMAT).describe('本格式的版本'),
    unit: z.string().min(1).describe('机关名称'),
    year: z.int().min(first).max(last).describe('年度'),
    kind: z.enum(['department', 'government']).describe('本级/部门，或政府汇总'),
    template: z.literal(template.id).describe(`年报格式：${template.notice.number}`),
    rules: z.string().min(1).describe('核对所用规则的版本'),
    values: z
      .strictObject(Object.fromEntries([...template.fields].map((at) => [at, named(at).min(1).optional()])))
      .describe('填报内容，原样；未填的格不出现'),
    totals: z.strictObject(Object.fromEntries(totals.map((at) => [at, named(at)]))).describe('各总计格印出的数；尚不能计算的为空')
  })
}

/** The JSON Schema (draft 2020-12) of a form, generated from the template. */
function jsonSchemaOf(template: Template): object {
  const title = `政府信息公开工作年度报告（${template.id}）`
  return z.toJSONSchema(schemaOf(template).meta({ title, description: `${template.notice.title}（${template.notice.number}）` }))
}

/** 文中数字: beside the data and not in it, for they are computed; the hash is that of what was typed. */
const numbers = z
  .array(
    z.strictObject({
      at: z.string().describe('文字所在的位置，即 values 的键'),
      start: z.int().min(0).describe('这个数在该处文字中的起点，以 UTF-16 计'),
      end: z.int().min(1).describe('终点'),
      text: z.string().min(1).describe('这个数的写法'),
      verdict: z
        .enum(['agrees', 'contradicts', 'ambiguous', 'other scope', 'unlinked'])
        .describe('与表一致、不一致、可能指几处、说的是别的范围或年度、表中没有可比的数'),
      rule: z.string().optional().describe('所依的规则'),
      to: z.array(z.string()).readonly().describe('对照的格；列举合计、前后两处对照的，为文字的位置'),
      expected: z.string().optional().describe('按表（或按列举合计、按重算的比例）应写的数'),
      says: z.string().optional().describe('两处的原文和数值')
    } satisfies Record<keyof Claim, z.ZodType>)
  )
  .meta({
    title: '文中数字与表中数字的对照',
    description:
      '按报告所记版本（rules）的规则，仅由该报告的快照算出，同一快照所得相同；不在快照之内，不计入校验值。只有写明数量的数，按位置和先后排列。'
  })

const published: Readonly<Record<string, () => object>> = {
  ...Object.fromEntries(templates.map((template) => [template.id, () => jsonSchemaOf(template)])),
  numbers: () => z.toJSONSchema(numbers)
}

/** The names of the published schemas: one a form, and `numbers`. */
export const SCHEMA_NAMES: readonly string[] = Object.keys(published)

/** JSON Schema (draft 2020-12) of a name; undefined: there is none. */
export function findJsonSchema(name: string): object | undefined {
  return SCHEMA_NAMES.includes(name) ? published[name]?.() : undefined
}
