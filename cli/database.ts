import { existsSync } from 'node:fs'
import { backUpStore, openStore } from '@/db/client'
import { findCredentials } from '@/db/users'
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
