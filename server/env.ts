import { join } from 'node:path'
import { z } from 'zod'

const schema = z.object({
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
  DEMO: z.literal('1').optional()
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
