import { existsSync } from 'node:fs'
import { backUpStore, openStore, type Store } from '@/db/client'
import { type Break, listHistory, verifyHistories } from '@/db/events'
import { findFiling } from '@/db/reports'
import { findCredentials } from '@/db/users'
import { eventWords } from '@/report/status'
import { env } from '@/server/env'
import { makeLink } from '@/server/link'
import { Refused } from './refused'

/** Copies the database into one file while the server goes on working. */
export async function backUp(path: string): Promise<number> {
  const { databaseUrl } = env()
  if (/^postgres/.test(databaseUrl)) throw new Refused('数据库在 PostgreSQL 上，请用 pg_dump 备份')
  if (!existsSync(databaseUrl)) throw new Refused(`${databaseUrl} 不存在，还没有可备份的数据`)
  if (existsSync(path)) throw new Refused(`${path} 已经存在，请换一个文件名`)
  await backUpStore(databaseUrl, path)
  process.stdout.write(`已备份到 ${path}\n`)
  return 0
}

/** A new one-time link for somebody who cannot sign in any more. */
export async function printLink(name: string): Promise<number> {
  const { databaseUrl, HOST, PORT } = env()
  const store = await openStore(databaseUrl)
  try {
    const user = await findCredentials(store, name)
    if (!user) throw new Refused(`没有用户“${name}”`)
    process.stdout.write(`http://${HOST}:${PORT}/link/${await makeLink(store, user.id, new Date())}\n`)
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

/** Recomputes every history and what was handed in; 1 if any was tampered with, each named with its first broken line. */
export async function verify(): Promise<number> {
  const { databaseUrl } = env()
  if (!/^postgres/.test(databaseUrl) && !existsSync(databaseUrl)) throw new Refused(`${databaseUrl} 不存在，还没有可核验的数据`)
  const store = await openStore(databaseUrl)
  try {
    const { revisions, breaks } = await verifyHistories(store)
    for (const one of breaks) process.stdout.write(`${await describe(store, one)}\n`)
    process.stdout.write(
      breaks.length === 0 ? `已核验 ${revisions} 份年报的历程，没有改动\n` : `${revisions} 份年报中 ${breaks.length} 份的历程不可信\n`
    )
    return breaks.length === 0 ? 0 : 1
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
