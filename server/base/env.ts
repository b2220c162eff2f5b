import { join } from 'node:path'
import { z } from 'zod'
import { envFile, readEnvFile, readSettings, SettingsError } from './env-file.mjs'
import { isNetwork } from './forwarded.ts'

const WRONG_PORT = '应为 1 到 65535 之间的端口号'

/** Two labels, or an address: `1`, which once allowed all, names no host. */
const isHost = (host: string) => host === 'localhost' || /^[\w-]+(\.[\w-]+)+$/.test(host) || /^[\da-f]*:[\da-f:.]+$/i.test(host)

const text = () => z.string().trim().min(1, '不能全是空格')

const variables = z.object({
  /** Where database, keys and backups lie; a relative path is meant from the project folder. */
  DATA_DIR: text().default('data'),
  /** postgres://… for a database server; otherwise an SQLite file in DATA_DIR is used. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, '应以 postgres:// 开头')
    .refine((url) => URL.canParse(url), '不是完整的地址，密码里的特殊字符要写成 %XX')
    .optional(),
  HOST: text().default('127.0.0.1'),
  PORT: z.coerce.number(WRONG_PORT).int(WRONG_PORT).min(1, WRONG_PORT).max(65535, WRONG_PORT).default(3000),
  /** A folder with the office's own 仿宋_GB2312, 楷体_GB2312, 方正小标宋简体, 黑体. */
  FONT_DIR: text().optional(),
  /** The public address. Links in files, mail, feed and sitemap are made of it alone, never of a request. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: '应为 https://nianbao.example.gov.cn 这样的网址' })
    .transform((address) => address.replace(/\/+$/, ''))
    .optional(),
  /** The pattern of 索引号, made of `{unit}` and `{year}`; `{unit:6}` has six digits. */
  INDEX_NUMBER: text()
    .refine(
      (pattern) => /\{unit(:\d)?\}/.test(pattern) && /\{year\}/.test(pattern),
      '应含 {unit}（单位编号）和 {year}（年度），如 {unit:6}/{year}-00001'
    )
    .default('{unit:6}/{year}-00001'),
  /** The trusted proxies: addresses and networks, or `none`. */
  TRUST_PROXY: z
    .string()
    .default('127.0.0.0/8, ::1')
    .transform((list) => (list.trim() === 'none' ? [] : list.split(',').map((one) => one.trim())))
    .refine((list) => list.every(isNetwork), '应为用逗号分开的地址或网段，如 10.0.0.0/8，或者 none'),
  /** A mail server: notices also go out by e-mail. */
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, '应以 smtp:// 或 smtps:// 开头')
    .optional(),
  MAIL_FROM: z.string().min(3, '应为邮件地址，如 公开年报 <nianbao@example.gov.cn>').optional(),
  /** The hosts of gateways (推送网关) that may lie in the office's own network. Any other address inside is refused. */
  WEBHOOK_INSIDE: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .refine((hosts) => hosts.every(isHost), '应为用逗号分开的主机名或地址，如 gateway.example.gov.cn, 10.1.2.3'),
  /** Idle hours after which somebody is signed out. */
  SESSION_IDLE_HOURS: z.coerce.number('应为小时数').min(0.1, '至少为 0.1').max(12, '最多为 12').default(2),
  DEMO: z.literal('1', '只能写 1').optional()
})
const schema = variables.superRefine(({ SMTP_URL, MAIL_FROM, PUBLIC_URL }, { addIssue }) => {
  if (!SMTP_URL) return
  for (const [name, value] of Object.entries({ MAIL_FROM, PUBLIC_URL }))
    if (!value) addIssue({ code: 'custom', path: [name], message: '没有设置，设了 SMTP_URL 就要有它' })
})

/** What was set here once, and where it is now. */
const RETIRED = new Map(['WEBHOOK_URL', 'WEBHOOK_SECRET'].map((name) => [name, '推送网关改在“管理”的“公告与推送”里设置']))

/** Read by the tests alone. */
const FOR_TESTS = ['CHROMIUM_PATH', 'E2E_PORT', 'PG_URL']

/** The names of all settings of the product. */
export const SETTINGS: readonly string[] = Object.keys(variables.shape)

/** For tests: what an environment must hold for every setting to have its default, whatever the file says. */
export const UNSET: Record<string, string> = Object.fromEntries(SETTINGS.map((name) => [name, '']))

export type Environment = z.infer<typeof schema> & { databaseUrl: string }

/**
 * Parses settings; `written`: the names in the file, none of which may be unknown. Empty means not set.
 * Throws a SettingsError, one Chinese sentence that names everything that is wrong.
 */
export function readEnvironment(given: Record<string, string | undefined>, written: readonly string[] = []): Environment {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const unknown = written.filter((name) => !SETTINGS.includes(name) && !FOR_TESTS.includes(name)).map(describeUnknown)
  const parsed = schema.safeParse(set)
  const wrong = parsed.success ? [] : parsed.error.issues.map(({ path, message }) => describeWrong(String(path[0]), message, set))
  const faults = [...unknown, ...new Set(wrong)]
  if (!parsed.success || faults.length > 0)
    throw new SettingsError(`设置有误：${faults.join('；')}。请改正 ${envFile()} 或者环境变量，写法见 .env.example。`)
  return { ...parsed.data, databaseUrl: parsed.data.DATABASE_URL ?? join(parsed.data.DATA_DIR, 'nianbao.db') }
}

let known: Environment | undefined

/** The settings of this process, read once from the environment and the file. */
export function env(): Environment {
  known ??= readEnvironment(readSettings(), Object.keys(readEnvFile()))
  return known
}

/** An address as it may be shown: without its password. */
export function hidePassword(address: string): string {
  return address.replace(/^([a-z]+:\/\/[^:/@]*):.*@/i, '$1:***@').replace(/([?&]password=)[^&]*/gi, '$1***')
}

function describeWrong(name: string, message: string, set: Record<string, string | undefined>): string {
  const value = set[name]
  return value === undefined ? `${name} ${message}` : `${name} ${message}，现在是“${hidePassword(value)}”`
}

/** An unknown name, with the most similar known one as a suggestion. */
function describeUnknown(name: string): string {
  const letters = (text: string) => text.toUpperCase().replace(/[^A-Z]/g, '')
  const distances = SETTINGS.map((known) => ({ known, distance: editDistance(letters(name), letters(known)) }))
  if (RETIRED.has(name)) return `${envFile()} 里的 ${name} 不再使用，${RETIRED.get(name)}，请删去`
  const nearest = distances.reduce((best, one) => (one.distance < best.distance ? one : best))
  const isNear = nearest.distance <= 2
  return `${envFile()} 里的 ${name} 不是可用的设置${isNear ? `，是不是要写 ${nearest.known}` : '，请删去'}`
}

/** Levenshtein distance. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1]
    for (const [j, wanted] of [...other].entries())
      next.push(Math.min((row[j] ?? 0) + (letter === wanted ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    row = next
  }
  return row.at(-1) ?? 0
}
