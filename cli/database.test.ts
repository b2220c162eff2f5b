import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import Database from 'better-sqlite3'
import { and, eq } from 'drizzle-orm'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { openStore } from '@/db/engine/client'
import { addUnit } from '@/db/people/units'
import { addUser, isEmpty } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { take } from '@/db/testing/steps'
import { hasPostgres } from '@/db/testing/stores'
import { cleanReport } from '@/report/testing/clean'
import type { TransitionName } from '@/report/workflow/transitions'
import { openTerminal } from './testing/terminal'

const { folder, cli, cliIn, cliWith } = openTerminal()

describe('backup and link', () => {
  it('copy the database and open a way in, and say which database it was and how much', async () => {
    const store = await openStore(join(folder, 'nianbao.db'))
    const now = new Date()
    await addUser(store, { name: 'admin', password: null, now })
    const unit = { id: await addUnit(store, { name: '乙县民政局', kind: 'department', above: null, now }), name: '乙县民政局' }
    const clerk = (await addUser(store, { name: '甲', password: null, now })) as number
    for (const year of [2023, 2024]) await startReport(store, { unit: { ...unit, kind: 'department' }, year, by: clerk, now, values: {} })
    expect(cli('backup', 'copy.db')).toEqual({
      status: 0,
      stdout: '',
      stderr: `数据库：${join(folder, 'nianbao.db')}\n已备份 1 个单位、2 份年报到 ${join(folder, 'copy.db')}\n`
    })
    expect(cli('backup', 'copy.db')).toMatchObject({ status: 2, stderr: expect.stringContaining('已经存在') })
    expect(cli('backup', 'no-such-folder/copy.db')).toMatchObject({ status: 2, stderr: expect.stringContaining('请检查目录是否存在') })
    expect(cli('link', 'admin')).toMatchObject({
      stdout: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/link\/[\w-]{43}\n$/),
      stderr: `数据库：${join(folder, 'nianbao.db')}\n已为 1 个账号“admin”生成一次性登录链接，72 小时内有效\n`
    })
    const abroad = { DATA_DIR: folder, DATABASE_URL: '', PUBLIC_URL: 'https://nianbao.example/' }
    expect(cliWith(abroad, 'link', 'admin').stdout).toMatch(/^https:\/\/nianbao\.example\/link\//)
    expect(cli('link', 'nobody')).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('没有用户“nobody”') })
    await store.close()
    const copy = await openStore(join(folder, 'copy.db'))
    expect(await isEmpty(copy)).toBe(false)
    await copy.close()
  })
})

describe('the database of a command', () => {
  const verbs = [['backup', 'never.db'], ['link', 'admin'], ['verify']]

  it.each(verbs)('%s makes none where none is', (...args) => {
    const data = join(folder, 'nowhere')
    expect(cliIn(data, ...args)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/没有找到数据库 .*nowhere\/nianbao\.db。请核对 \.env 里的 DATA_DIR（相对路径从 .* 算起）/)
    })
    expect(existsSync(data)).toBe(false)
    expect(existsSync(join(folder, 'never.db'))).toBe(false)
  })

  it('is left alone if it is none of ours', () => {
    const data = mkdtempSync(join(folder, 'foreign-'))
    const database = join(data, 'nianbao.db')
    const attempts: [content: string, verb: string, words: string][] = [
      ['', 'link admin', '是空的'],
      ['', 'backup never.db', '是空的'],
      ['这不是数据库文件，'.repeat(400), 'verify', '不能打开']
    ]
    for (const [content, verb, words] of attempts) {
      writeFileSync(database, content)
      expect(cliIn(data, ...verb.split(' '))).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining(words) })
      expect(readFileSync(database, 'utf8')).toBe(content)
      expect(readdirSync(data)).toEqual(['nianbao.db'])
    }
  })

  it('is the one the file of settings names, a relative folder meant from the project', async () => {
    const data = mkdtempSync(join(folder, 'named-'))
    const store = await openStore(join(data, 'nianbao.db'))
    await addUser(store, { name: 'admin', password: null, now: new Date() })
    await store.close()
    writeFileSync(join(folder, 'settings'), `DATA_DIR=${relative(process.cwd(), data)}\n`)
    const named = { ENV_FILE: join(folder, 'settings'), DATA_DIR: undefined, DATABASE_URL: undefined, PORT: undefined }
    expect(cliWith(named, 'link', 'admin')).toMatchObject({
      status: 0,
      stderr: expect.stringContaining(`数据库：${join(data, 'nianbao.db')}`)
    })

    writeFileSync(join(folder, 'settings'), `DATADIR=${data}\nPORT=http\n`)
    expect(cliWith(named, 'link', 'admin')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(
        /^设置有误：.*DATADIR 不是可用的设置，是不是要写 DATA_DIR；PORT 应为 1 到 65535 之间的端口号，现在是“http”.*\n$/
      )
    })
  })

  it('warns, and ends with 3, where there is neither a unit nor a report', async () => {
    const data = mkdtempSync(join(folder, 'bare-'))
    const store = await openStore(join(data, 'nianbao.db'))
    await addUser(store, { name: 'admin', password: null, now: new Date() })
    await store.close()
    expect(cliIn(data, 'backup', 'bare.db')).toMatchObject({
      status: 3,
      stderr: expect.stringMatching(/已备份 0 个单位、0 份年报.*\n提醒：这个数据库里没有单位，也没有年报/)
    })
    expect(cliIn(data, 'verify')).toMatchObject({ status: 3, stderr: expect.stringContaining('提醒：') })
  })

  it('is not brought up to date by a command, nor touched by an older one', async () => {
    const data = mkdtempSync(join(folder, 'aged-'))
    const store = await openStore(join(data, 'nianbao.db'))
    await addUnit(store, { name: '乙县', kind: 'government', above: null, now: new Date() })
    await store.close()
    const migrate = (statement: string) => {
      const database = new Database(join(data, 'nianbao.db'))
      database.exec(statement)
      database.close()
    }
    migrate(`insert into __drizzle_migrations (hash, created_at) values ('later', 9e12)`)
    expect(cliIn(data, 'verify')).toMatchObject({ status: 2, stderr: expect.stringContaining('更新的版本') })
    expect(cliIn(data, 'backup', 'newer.db').status).toBe(0)
  })

  it('is shown without its password when it is on a server that does not answer', () => {
    const { status, stderr } = cliWith({ DATABASE_URL: 'postgres://nianbao:geheim@127.0.0.1:1/nianbao' }, 'verify')
    expect(status).toBe(2)
    expect(stderr).toContain('数据库：postgres://nianbao:***@127.0.0.1:1/nianbao\n')
    expect(stderr).toContain('请核对 .env 里的 DATABASE_URL')
    expect(stderr).not.toContain('geheim')
  })

  it.runIf(hasPostgres)('is neither made nor migrated on a server', async () => {
    const name = `test_${randomBytes(6).toString('hex')}`
    const address = new URL(process.env.PG_URL as string)
    address.pathname = `/${name}`
    expect(cliWith({ DATABASE_URL: address.href }, 'verify')).toMatchObject({ status: 2, stderr: expect.stringContaining(name) })
    const client = new pg.Client({ connectionString: process.env.PG_URL })
    await client.connect()
    await client.query(`create database ${name}`)
    try {
      expect(cliWith({ DATABASE_URL: address.href }, 'link', 'admin')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('是空的')
      })
      const store = await openStore(address.href)
      await addUnit(store, { name: '乙县', kind: 'government', above: null, now: new Date() })
      await store.close()
      expect(cliWith({ DATABASE_URL: address.href }, 'verify')).toMatchObject({
        status: 0,
        stderr: expect.stringContaining('已核验 1 个单位、0 份年报')
      })
      expect(cliWith({ DATABASE_URL: address.href }, 'backup', 'x.db').stderr).toContain('pg_dump')
    } finally {
      await client.query(`drop database ${name}`)
      await client.end()
    }
  })
})

describe('verify', () => {
  it('finds what was altered behind the product’s back, and names the first broken line of each report', async () => {
    const own = mkdtempSync(join(folder, 'verify-'))
    const verify = () => {
      const { status, stdout, stderr } = cliIn(own, 'verify')
      return { status, lines: `${stdout}${stderr.split('\n')[1]}`.split('\n') }
    }
    const store = await openStore(join(own, 'nianbao.db'))
    const now = new Date('2025-01-10T02:00:00Z')
    const [clerk, judge] = [
      await addUser(store, { name: '甲', password: null, now }),
      await addUser(store, { name: '乙', password: null, now })
    ]
    const unit = {
      id: await addUnit(store, { name: '乙县民政局', kind: 'department', above: null, now }),
      name: '乙县民政局',
      kind: 'department' as const
    }
    const begin = async (year: number) =>
      (await startReport(store, { unit, year, by: clerk as number, now, values: cleanReport(year).values })) as number
    const go = async (report: number, ...steps: TransitionName[]) => {
      let last = report
      for (const name of steps) {
        const moved = await take(store, name, last, (name === 'submit' ? clerk : judge) as number, {
          now,
          reason: '更正数字',
          changeNote: '更正数字'
        })
        if (moved.ok) last = moved.report
      }
      return last
    }
    const first = await begin(2024)
    const second = await go(first, 'submit', 'claim', 'approve', 'publish', 'correct')
    expect(second).not.toBe(first)
    expect(verify()).toMatchObject({ status: 0, lines: ['已核验 1 个单位、2 份年报的历程，没有改动'] })

    const { events, snapshots } = store.t
    const line = (report: number, version: number) => and(eq(events.report, report), eq(events.version, version))
    await store.tx(async (db) => {
      await db.update(events).set({ reason: '改过的理由' }).where(line(first, 3))
      await db.update(events).set({ previous: '' }).where(line(second, 0))
    })
    expect(verify()).toMatchObject({
      status: 1,
      lines: [
        `乙县民政局 2024 年年报第 1 版（编号 ${first}）历程第 4 条“审核通过”：内容被改动`,
        `乙县民政局 2024 年年报第 2 版（编号 ${second}）历程第 1 条“开始填报”：与前一条不衔接`,
        '2 份年报中 2 份的历程不可信'
      ]
    })
    await store.tx(async (db) => {
      await db.update(snapshots).set({ json: '{}' }).where(eq(snapshots.report, first))
      await db.delete(events).where(eq(events.report, second))
    })
    expect(verify().lines).toEqual([
      expect.stringContaining('历程第 2 条“提交审核”：提交时的报告内容被改动'),
      expect.stringContaining('历程第 1 条：缺少历程记录'),
      '2 份年报中 2 份的历程不可信'
    ])
    await store.close()
  })
})
