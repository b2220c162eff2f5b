import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '@/db/engine/client'
import { MigrationFailed } from '@/db/engine/migrate'
import { DatabaseTrouble } from '@/db/engine/trouble'
import { openPatiently } from '@/server/base/store'
import { checkClock } from './start'
import { startWords } from './start-words'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** What the operator reads when this database is opened. */
async function wordsFor(databaseUrl: string): Promise<string> {
  const error = await openStore(databaseUrl).then(
    () => undefined,
    (thrown) => thrown
  )
  expect(error).toBeDefined()
  return startWords(error, { DATA_DIR: folder, databaseUrl })
}

describe('a start that is refused says what is wrong and what to do', () => {
  it('where the file is not a database, with the copy that lies beside it', async () => {
    writeFileSync(join(folder, 'nianbao.db'), 'no database '.repeat(1000))
    writeFileSync(join(folder, 'before-0001_x.db'), '')
    const words = await wordsFor(join(folder, 'nianbao.db'))
    expect(words).toContain('已损坏')
    expect(words).toContain('before-0001_x.db')
    expect(words).toContain('docs/operating.zh-CN.md')
  })
  it('where a folder lies in the place of the file', async () => {
    mkdirSync(join(folder, 'nianbao.db'))
    expect(await wordsFor(join(folder, 'nianbao.db'))).toContain('不能写入')
  })
  it('where nothing listens, without telling the password', async () => {
    const words = await wordsFor('postgres://somebody:secret@127.0.0.1:9/nianbao')
    expect(words).toContain('127.0.0.1:9/nianbao 无法连接')
    expect(words).not.toContain('secret')
  })
  it('where a migration failed, with the place of the copy; and where it failed for want of room', () => {
    const given = { DATA_DIR: folder, databaseUrl: 'data/nianbao.db' }
    const words = startWords(new MigrationFailed('0002_x', 'data/before-0002_x.db', new Error('no such column')), given)
    expect(words).toContain('升级到 0002_x 没有成功（no such column）')
    expect(words).toContain('副本在 data/before-0002_x.db')
    expect(startWords(new MigrationFailed('0002_x', undefined, new DatabaseTrouble('full', 'x')), given)).toContain('磁盘已满')
  })
  it('where the clock was never set', () => {
    expect(() => checkClock(new Date('1970-01-02'))).toThrow('1970-01-02，早于 2019 年')
    expect(() => checkClock(new Date('2019-06-01'))).not.toThrow()
  })
})

describe('a database that cannot be reached', () => {
  const away = () => Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))
  it('is tried again until it can', async () => {
    let tries = 0
    const open = () => (++tries < 4 ? away() : Promise.resolve('open'))
    expect([await openPatiently(open, 60_000, 1), tries]).toEqual(['open', 4])
  })
  it('is given up once the time is over', async () => {
    await expect(openPatiently(away, 5, 1)).rejects.toThrow('ECONNREFUSED')
  })
  it('is not tried again where something else is wrong', async () => {
    let tries = 0
    const open = () => Promise.reject(new Error(`try ${++tries}`))
    await expect(openPatiently(open, 60_000, 1)).rejects.toThrow('try 1')
  })
})
