import { join } from 'node:path'
import { z } from 'zod'
import { isNetwork } from './front.ts'

const variables = z.object({
  /** Where database, keys and backups lie. */
  DATA_DIR: z.string().min(1).default('data'),
  /** postgres://… for a database server; otherwise an SQLite file in DATA_DIR is used. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number('must be a port number').int().min(1).max(65535).default(3000),
  /** A folder with the office's own 仿宋_GB2312, 楷体_GB2312, 方正小标宋简体, 黑体. */
  FONT_DIR: z.string().min(1).optional(),
  /** Where people reach the product, for links that leave it. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address like https://nianbao.example.gov.cn' })
    .transform((address) => address.replace(/\/+$/, ''))
    .optional(),
  /** The proxies whose word on a request's client is taken: addresses and networks, or `none`. */
  TRUST_PROXY: z
    .string()
    .default('127.0.0.0/8, ::1')
    .transform((list) => (list === 'none' ? [] : list.split(',').map((one) => one.trim())))
    .refine((list) => list.every(isNetwork), 'must be addresses or networks like 10.0.0.0/8, or none'),
  /** A mail server: notices also go out by e-mail. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().min(3).optional(),
  DEMO: z.literal('1').optional()
})
const schema = variables.superRefine(({ SMTP_URL, MAIL_FROM, PUBLIC_URL }, { addIssue }) => {
  if (!SMTP_URL) return
  for (const [name, value] of Object.entries({ MAIL_FROM, PUBLIC_URL }))
    if (!value) addIssue({ code: 'custom', path: [name], message: 'is needed with SMTP_URL' })
})

export type Environment = z.infer<typeof schema> & { databaseUrl: string }

/** Reads the environment; throws one sentence that names every variable that is wrong. Empty means not set. */
export function readEnvironment(given: Record<string, string | undefined>): Environment {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(set)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new Error(`The environment is not right. ${faults.join('; ')}. See .env.example.`)
  }
  return { ...parsed.data, databaseUrl: parsed.data.DATABASE_URL ?? join(parsed.data.DATA_DIR, 'nianbao.db') }
}

let known: Environment | undefined

/** The environment of this process, read once. */
export function env(): Environment {
  known ??= readEnvironment(process.env)
  return known
}
