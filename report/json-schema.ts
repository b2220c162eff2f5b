import { z } from 'zod'
import { placeName } from './finding'
import type { Template, TemplateId } from './template'

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
    template: z.literal(template.id).describe(`国家式样：${template.notice.number}`),
    rules: z.string().min(1).describe('核对所用规则的版本'),
    values: z
      .strictObject(Object.fromEntries([...template.fields].map((at) => [at, named(at).min(1).optional()])))
      .describe('填报内容，原样；未填的格不出现'),
    totals: z.strictObject(Object.fromEntries(totals.map((at) => [at, named(at)]))).describe('各总计格印出的数；尚不能计算的为空')
  })
}

/** The published JSON Schema (draft 2020-12) of a form, generated from the template. */
export function jsonSchemaOf(template: Template): object {
  const title = `政府信息公开工作年度报告（${template.id}）`
  return z.toJSONSchema(schemaOf(template).meta({ title, description: `${template.notice.title}（${template.notice.number}）` }))
}
