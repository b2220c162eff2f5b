import { existsSync, renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { backUpStore, isPostgres, openStore, type Store } from '@/db/engine/client'
import { type Inspected, inspectStore } from '@/db/engine/inspect'
import { findCredentials } from '@/db/people/users'
import { type Break, listHistory, verifyHistories } from '@/db/reports/events'
import { findFiling } from '@/db/reports/reports'
import { listBroken } from '@/db/season/nights'
import { eventWords } from '@/report/workflow/transitions'
import { env, hidePassword } from '@/server/base/env'
import { envFile } from '@/server/base/env-file.mjs'
import { ownAddress } from '@/server/base/origin'
import { makeLink } from '@/server/gate/link'
import { CommandRefused } from './refused'

type Found = Extract<Inspected, { units: number }>

/** Exit code for a database without unit and report: most likely another one was meant. */
const NOTHING = 3

/** Copies the database into one file while the server goes on working. */
export async function backUp(path: string): Promise<number> {
  const { databaseUrl } = env()
  if (isPostgres(databaseUrl)) throw new CommandRefused(`数据库是 ${nameOf(databaseUrl)}，请用 pg_dump 备份`)
  await findDatabase()
  if (existsSync(path)) throw new CommandRefused(`${path} 已经存在，请换一个文件名`)
  const part = `${path}.part`
  try {
    await backUpStore(databaseUrl, part)
    // The counts are those of the copy.
    const copy = await inspectStore(part)
    renameSync(part, path)
    return tell(`已备份 ${countOf(copy)}到 ${path}`, copy)
  } catch (error) {
    rmSync(part, { force: true })
    throw new CommandRefused(`不能备份到 ${path}（${(error as Error).message}）。请检查目录是否存在、有没有写入权限、磁盘是否已满`)
  }
}

/** A new one-time link for somebody who cannot sign in any more. */
export async function printLink(name: string): Promise<number> {
  const { store } = await openDatabase()
  try {
    const user = await findCredentials(store, name)
    if (!user) throw new CommandRefused(`没有用户“${name}”`)
    process.stdout.write(`${ownAddress()}/link/${await makeLink(store, user.id, new Date())}\n`)
    say(`已为 1 个账号“${name}”生成一次性登录链接，72 小时内有效`)
    return 0
  } finally {
    await store.close()
  }
}

const BREAK_WORDS: Record<Break['why'], string> = {
  altered: '内容被改动',
  missing: '缺少历程记录',
  unlinked: '与前一条不衔接',
  'snapshot altered': '提交时的报告内容被改动',
  'cut short': '历程与报告当前状态不符，后面的记录缺失'
}

/**
 * Recomputes every history and snapshot, and does what the nightly check does; 1 if any was tampered with or anything is broken, each
 * named.
 */
export async function verify(): Promise<number> {
  const { store, found } = await openDatabase()
  try {
    const { revisions, breaks } = await verifyHistories(store)
    for (const one of breaks) process.stdout.write(`${await describe(store, one)}\n`)
    const broken = await listBroken(store, new Date())
    for (const { says } of broken) process.stdout.write(`${says}\n`)
    if (broken.length > 0) say(`${broken.length} 处不应有的情况，见夜间检查`)
    if (breaks.length === 0 && broken.length > 0) return 1
    if (breaks.length === 0) return tell(`已核验 ${found.units} 个单位、${revisions} 份年报的历程，没有改动`, found)
    say(`${revisions} 份年报中 ${breaks.length} 份的历程不可信`)
    return 1
  } finally {
    await store.close()
  }
}

async function describe(store: Store, { report, version, why }: Break): Promise<string> {
  const filing = await findFiling(store, report)
  const line = (await listHistory(store, report)).find((one) => one.version === version)
  const title = filing ? `${filing.unitName} ${filing.year} 年年报第 ${filing.revision} 版` : `年报 ${report}`
  return `${title}（编号 ${report}）历程第 ${version + 1} 条${line ? `“${eventWords(line.name)}”` : ''}：${BREAK_WORDS[why]}`
}

/** Opens the configured database, which must exist and be of this version: commands never create or migrate one. */
async function openDatabase(): Promise<{ store: Store; found: Found }> {
  const found = await findDatabase()
  const { databaseUrl } = env()
  if (found.is === 'older') throw new CommandRefused(`数据库 ${nameOf(databaseUrl)} 还是旧版本的，请先用 npm start 启动一次完成升级`)
  if (found.is === 'newer') throw new CommandRefused(`数据库 ${nameOf(databaseUrl)} 已由更新的版本升级过，请用新版本的程序`)
  return { store: await openStore(databaseUrl), found }
}

/** Names the database on stderr; refuses with a sentence if there is none. */
async function findDatabase(): Promise<Found> {
  const { databaseUrl } = env()
  const name = nameOf(databaseUrl)
  say(`数据库：${name}`)
  const found = await inspectStore(databaseUrl).catch((error) => {
    throw new CommandRefused(`数据库 ${name} 不能打开（${error.message || error.code}）。${whatToDo(databaseUrl)}`)
  })
  if (found.is === 'missing') throw new CommandRefused(`没有找到数据库 ${name}。${whatToDo(databaseUrl)}`)
  if (found.is === 'empty') throw new CommandRefused(`数据库 ${name} 是空的，里面没有公开年报的数据。${whatToDo(databaseUrl)}`)
  return found
}

function whatToDo(databaseUrl: string): string {
  return isPostgres(databaseUrl)
    ? `请核对 ${envFile()} 里的 DATABASE_URL，并确认数据库服务已经启动；尚未使用过的，先用 npm start 启动一次`
    : `请核对 ${envFile()} 里的 DATA_DIR（相对路径从 ${process.cwd()} 算起）；尚未使用过的，先用 npm start 启动一次`
}

const nameOf = (databaseUrl: string) => (isPostgres(databaseUrl) ? hidePassword(databaseUrl) : resolve(databaseUrl))

const countOf = (found: Inspected) => ('units' in found ? `${found.units} 个单位、${found.reports} 份年报` : '')

/** Reports what was done; 0, or a warning and NOTHING if the database holds neither a unit nor a report. */
function tell(words: string, found: Inspected): number {
  say(words)
  if ('units' in found && found.units + found.reports > 0) return 0
  say('提醒：这个数据库里没有单位，也没有年报。请核对是不是要用的那一个数据库')
  return NOTHING
}

function say(words: string): void {
  process.stderr.write(`${words}\n`)
}
