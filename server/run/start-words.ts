import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isPostgres } from '@/db/engine/client'
import { MigrationFailed, NewerDatabase } from '@/db/engine/migrate'
import { codeOf, findTrouble, unwrap } from '@/db/engine/trouble'
import type { Environment } from '@/server/base/env'

const MANUAL = 'docs/operating.zh-CN.md'

/** A start that is refused for a reason we know; the message is a Chinese sentence that says what to do. */
export class StartRefused extends Error {}

/** Why the database could not be opened and what to do about it, as one Chinese sentence. Never tells a password. */
export function startWords(error: unknown, { DATA_DIR, databaseUrl }: Pick<Environment, 'DATA_DIR' | 'databaseUrl'>): string {
  if (error instanceof StartRefused) return error.message
  const causes = unwrap(error)
  const reason = causes.at(-1)?.message ?? String(error)
  const migration = causes.find((one) => one instanceof MigrationFailed)
  const trouble = findTrouble(error)
  const isServer = isPostgres(databaseUrl)
  const place = isServer ? placeOf(databaseUrl) : databaseUrl
  if (causes.some((one) => one instanceof NewerDatabase))
    return `数据库 ${place} 已由更新版本的公开年报升级，这个版本不能打开：请安装更新的版本；要退回旧版本，请恢复升级前的备份${isServer ? '' : listCopies(DATA_DIR)}，做法见 ${MANUAL}`
  if (trouble === 'full') return `磁盘已满，数据库 ${place} 不能写入：请清理 ${DATA_DIR} 所在的磁盘后重新启动，原有数据没有改动`
  if (migration) {
    const copy = migration.copy ? `升级前的副本在 ${migration.copy}` : isServer ? '升级前请先用 pg_dump 备份' : ''
    return `数据库 ${place} 升级到 ${migration.tag} 没有成功（${reason}），数据已退回升级前的样子：请装回原来的版本继续使用，并把这句话告诉开发者${copy && `；${copy}`}`
  }
  if (causes.some((one) => ['EEXIST', 'ENOTDIR'].includes(codeOf(one))))
    return `DATA_DIR 指定的 ${DATA_DIR} 是一个文件，不是文件夹：请在 .env 中把 DATA_DIR 改为一个文件夹，或者移走这个文件`
  if (
    causes.some((one) =>
      ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'SQLITE_CANTOPEN', 'SQLITE_READONLY'].includes(
        codeOf(one).replace(/_(DIRECTORY|ISDIR|CANTINIT)$/, '')
      )
    )
  )
    return `不能写入 ${isServer ? DATA_DIR : place}：请确认 DATA_DIR 写得正确，并让运行公开年报的系统用户拥有 ${DATA_DIR} 和其中的文件`
  if (trouble === 'broken')
    return `数据库文件 ${place} 已损坏（${reason}）：请先把它另存，再用最近的备份替换${listCopies(DATA_DIR)}，做法见 ${MANUAL}`
  if (trouble === 'busy') return `数据库 ${place} 一直被占用（${reason}）：请停止正在使用它的其他程序后重新启动`
  if (trouble === 'away') return `数据库 ${place} 无法连接（${reason}）：请确认数据库服务已启动、DATABASE_URL 和网络正确，再重新启动`
  if (causes.some((one) => ['28P01', '28000'].includes(codeOf(one))))
    return `数据库 ${place} 不接受这个用户名或密码：请在 .env 中改正 DATABASE_URL`
  if (causes.some((one) => codeOf(one) === '3D000'))
    return `数据库服务器上没有 ${place} 这个数据库：请先建库，或者在 .env 中改正 DATABASE_URL`
  if (causes.some((one) => codeOf(one) === '42501')) return `数据库用户没有在 ${place} 中建表的权限：请授予权限后重新启动`
  return `数据库 ${place} 没有打开：${reason}`
}

/** Server and database, without user and password. */
function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'PostgreSQL'
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

/** The newest copies that lie beside the database. */
function listCopies(folder: string): string {
  const copies = readdirSync(folder)
    .filter((name) => /^before-.*\.db$/.test(name))
    .map((name) => ({ name, on: statSync(join(folder, name)).mtimeMs }))
    .toSorted((a, b) => b.on - a.on)
  return copies[0] ? `（升级前自动留下的副本在 ${join(folder, copies[0].name)}）` : ''
}
