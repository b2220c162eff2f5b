import { z } from 'zod'
import { SCHEMA_NAMES } from '@/report/json-schema'
import { templates } from '@/report/templates'
import { FORMATS } from '@/server/files/formats'
import { LINES_OF_PAGE } from './published-list'

/** Where the JSON Schema of each form lies. */
const SCHEMAS = '/api/v1/schema'

const day = z.iso.date().describe('yyyy-mm-dd，东八区')
const hash = z
  .string()
  .regex(/^[\da-f]{64}$/)
  .describe('快照的 SHA-256，即校验值')
const state = z.enum(['PUBLISHED', 'SUPERSEDED', 'WITHDRAWN']).describe('现行有效、已被更正、已撤下')

const links = z.object({
  page: z.string().describe('公布页'),
  data: z.string().describe('本接口中的地址'),
  files: z.object(Object.fromEntries(FORMATS.map((format) => [format, z.string()]))).describe('各种格式的文件')
})

const about = {
  unit: z.int().describe('单位编号'),
  unitName: z.string().describe('发布机构，按年度报告印出的名称'),
  year: z.int().describe('年度'),
  kind: z.enum(['department', 'government']).describe('本级/部门，或政府汇总'),
  revision: z.int().min(0).describe('版次，0 为导入的历史版本'),
  state,
  indexNumber: z.string().describe('索引号：按本系统设置的规则由单位编号和年度组成，同一年度历次版本相同'),
  publishedOn: day,
  changeNote: z.string().describe('更正说明；第 1 版为空'),
  hash,
  links
}

const line = z.object(about)

const report = z.object({
  ...about,
  title: z.string().describe('名称'),
  revisions: z.array(z.object({ revision: about.revision, state, publishedOn: day, changeNote: z.string(), hash, links })),
  report: z.unknown().meta({
    description: '快照：与 report.json 逐字相同',
    anyOf: templates.map(({ id }) => ({ $ref: `${SCHEMAS}/${id}` }))
  }),
  numbers: z
    .unknown()
    .optional()
    .meta({
      description: '文中数字与表中数字的对照：由快照算出，不在快照之内；所依版本的规则不再提供的，没有此项',
      $ref: `${SCHEMAS}/numbers`
    })
})

const list = z.object({
  total: z.int().describe('共有多少份'),
  page: z.int(),
  pages: z.int(),
  reports: z.array(line)
})

const problem = z.object({ type: z.string(), status: z.int(), title: z.string().describe('原因') })

const json = (schema: z.ZodType) => ({ 'application/json': { schema: schemaOf(schema) } })

function schemaOf(schema: z.ZodType): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema)
  return rest
}

const PROBLEMS = {
  307: { description: '该单位已并入其他单位，这一年的年度报告由其公布' },
  404: { description: '没有这份年度报告，或者尚未公布', content: json(problem) },
  410: { description: '这一版年度报告已撤下', content: json(problem) }
}

const CACHED = {
  ETag: { description: '内容的 SHA-256；随 If-None-Match 送回，未变的答 304', schema: { type: 'string' } }
}

const inPath = (name: string, description: string) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'integer', minimum: 1 }
})
const inQuery = (name: string, description: string, type: 'string' | 'integer') => ({ name, in: 'query', description, schema: { type } })

/** The description of the public interface, OpenAPI 3.1; answers of this version only ever gain keys. */
export function describeApi(): object {
  const one = { 200: { description: '年度报告的一版', headers: CACHED, content: json(report) }, ...PROBLEMS }
  const [unit, year] = [inPath('unit', '单位编号'), inPath('year', '年度')]
  return {
    openapi: '3.1.1',
    info: {
      title: '政府信息公开工作年度报告',
      version: '1',
      description: '已公布的年度报告，只读，不需要注册。'
    },
    paths: {
      '/api/v1/reports': {
        get: {
          operationId: 'listReports',
          summary: `已公布的年度报告，每页 ${LINES_OF_PAGE} 份，新的年度在前`,
          parameters: [
            inQuery('year', '年度', 'integer'),
            inQuery('q', '单位名称的一部分，曾用名也可', 'string'),
            inQuery('page', '第几页', 'integer')
          ],
          responses: { 200: { description: '列表', headers: CACHED, content: json(list) } }
        }
      },
      '/api/v1/reports/{unit}/{year}': {
        get: { operationId: 'readReport', summary: '现行版本', parameters: [unit, year], responses: one }
      },
      [`${SCHEMAS}/{form}`]: {
        get: {
          operationId: 'readSchema',
          summary: '一种年度报告格式的 JSON Schema，说明快照的每个键；numbers 为文中数字对照的',
          parameters: [{ name: 'form', in: 'path', required: true, schema: { enum: SCHEMA_NAMES } }],
          responses: { 200: { description: 'JSON Schema 2020-12', content: { 'application/json': {} } } }
        }
      },
      '/api/v1/reports/{unit}/{year}/{revision}': {
        get: { operationId: 'readRevision', summary: '指定的一版', parameters: [unit, year, inPath('revision', '版次')], responses: one }
      }
    }
  }
}
