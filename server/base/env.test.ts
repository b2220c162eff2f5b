import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { hidePassword, readEnvironment, SETTINGS } from './env'
import { readEnvFile, readSettings } from './env-file.mjs'

const faultsOf = (given: Record<string, string>, written?: string[]) => {
  try {
    readEnvironment(given, written)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('the environment', () => {
  it('needs nothing', () => {
    expect(readEnvironment({ PORT: '' })).toEqual({
      DATA_DIR: 'data',
      HOST: '127.0.0.1',
      PORT: 3000,
      INDEX_NUMBER: '{unit:6}/{year}-00001',
      TRUST_PROXY: ['127.0.0.0/8', '::1'],
      SESSION_IDLE_HOURS: 2,
      WEBHOOK_INSIDE: [],
      databaseUrl: 'data/nianbao.db'
    })
  })
  it('may name a database server', () => {
    expect(readEnvironment({ DATABASE_URL: 'postgres://db/nianbao', PORT: '8080' })).toMatchObject({
      databaseUrl: 'postgres://db/nianbao',
      PORT: 8080
    })
  })
  it('names the gateways that may lie inside by their hosts, and says where a retired setting has gone', () => {
    expect(readEnvironment({ WEBHOOK_INSIDE: '10.1.2.3, gateway.office.cn' }).WEBHOOK_INSIDE).toEqual(['10.1.2.3', 'gateway.office.cn'])
    expect(faultsOf({ WEBHOOK_INSIDE: '1' })).toContain('应为用逗号分开的主机名或地址')
    expect(faultsOf({}, ['WEBHOOK_URL'])).toContain('推送网关改在“管理”的“公告与推送”里设置')
  })
  it('sends mail only with a sender and an address for its links', () => {
    expect(faultsOf({ SMTP_URL: 'smtp://127.0.0.1' })).toMatch(/MAIL_FROM 没有设置.*PUBLIC_URL 没有设置/)
    expect(faultsOf({ PUBLIC_URL: 'nianbao.example' })).toContain(
      'PUBLIC_URL 应为 https://nianbao.example.gov.cn 这样的网址，现在是“nianbao.example”'
    )
    expect(
      readEnvironment({ SMTP_URL: 'smtps://127.0.0.1', MAIL_FROM: 'a@example.cn', PUBLIC_URL: 'https://nianbao.example/' })
    ).toMatchObject({ PUBLIC_URL: 'https://nianbao.example' })
  })
  it('names everything that is wrong, with its value, in one sentence', () => {
    expect(faultsOf({ PORT: 'abc', DATABASE_URL: 'mysql://root:secret@x' }, ['DATADIR'])).toBe(
      '设置有误：.env 里的 DATADIR 不是可用的设置，是不是要写 DATA_DIR；DATABASE_URL 应以 postgres:// 开头，现在是“mysql://root:***@x”；PORT 应为 1 到 65535 之间的端口号，现在是“abc”。请改正 .env 或者环境变量，写法见 .env.example。'
    )
    for (const PORT of ['0', '65536', '1.5', '三千']) expect(faultsOf({ PORT })).toContain('PORT 应为 1 到 65535 之间的端口号')
    expect(faultsOf({ TRUST_PROXY: 'true' })).toContain('TRUST_PROXY 应为用逗号分开的地址或网段')
    expect(faultsOf({ DATA_DIR: '  ' })).toContain('DATA_DIR 不能全是空格')
    expect(faultsOf({ DATABASE_URL: 'postgres://a:p#w@[db/x' })).toContain('密码里的特殊字符要写成 %XX')
  })
  it('trusts the proxies it is told, or none', () => {
    expect(readEnvironment({ TRUST_PROXY: '10.0.0.7,fd00::/8' }).TRUST_PROXY).toEqual(['10.0.0.7', 'fd00::/8'])
    expect(readEnvironment({ TRUST_PROXY: 'none' }).TRUST_PROXY).toEqual([])
  })
  it('suggests the name that was meant', () => {
    const meant = (name: string) => /是不是要写 (\w+)/.exec(faultsOf({}, [name]))?.[1]
    expect(['DATADIR', 'data_dir', 'DATABSE_URL', 'PUBLICURL', 'SMTP_URI', 'MAILFROM', 'TRUSTPROXY', 'POTR', 'COLOUR'].map(meant)).toEqual([
      'DATA_DIR',
      'DATA_DIR',
      'DATABASE_URL',
      'PUBLIC_URL',
      'SMTP_URL',
      'MAIL_FROM',
      'TRUST_PROXY',
      'PORT',
      undefined
    ])
    expect(faultsOf({}, [...SETTINGS, 'PG_URL', 'CHROMIUM_PATH'])).toBe('')
    expect(faultsOf({ COLOUR: 'red', PATH: '/bin' })).toBe('')
  })
  it('shows no password', () => {
    expect(hidePassword('postgres://nianbao:a:b@c@db:5432/x')).toBe('postgres://nianbao:***@db:5432/x')
    expect(hidePassword('postgres://db/x?user=a&password=secret&ssl=1')).toBe('postgres://db/x?user=a&password=***&ssl=1')
    expect(hidePassword('postgres://db:5432/x')).toBe('postgres://db:5432/x')
  })
})

describe('the file of settings', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-env-'))
  const before = { ...process.env }
  afterEach(() => {
    process.env = { ...before }
  })
  const write = (name: string, text: string) => {
    process.env.ENV_FILE = join(folder, name)
    writeFileSync(process.env.ENV_FILE, text)
  }

  it('is read as an editor of Windows writes it, and stands behind the environment', () => {
    write('windows', '\ufeffDATA_DIR=D:\\年报\r\n# DEMO=1\r\n\r\nPORT="8080"\r\nHOST=0.0.0.0\r\nSMTP_URL=smtp://a:pa$word@b\r\n')
    for (const name of ['DATA_DIR', 'SMTP_URL']) delete process.env[name]
    Object.assign(process.env, { PORT: '9090', HOST: '' })
    expect(readSettings()).toMatchObject({ DATA_DIR: 'D:\\年报', PORT: '9090', HOST: '', SMTP_URL: 'smtp://a:pa$word@b' })
  })
  it('has an equals sign in each line', () => {
    write('crooked', 'PORT=3000\nDATA_DIR：data\n')
    expect(readEnvFile).toThrow(/crooked 第 2 行没有半角等号/)
  })
  it('must be there if it is named', () => {
    process.env.ENV_FILE = join(folder, 'missing')
    expect(readEnvFile).toThrow(/missing 不能读取（ENOENT）/)
    process.env.ENV_FILE = folder
    expect(readEnvFile).toThrow(/不能读取（EISDIR）/)
    rmSync(folder, { recursive: true })
  })
})

it('.env.example tells of every setting, and each line of it is right', async () => {
  const { readFileSync } = await import('node:fs')
  const { parseEnv } = await import('node:util')
  const example = readFileSync('.env.example', 'utf8').replace(/^# (?=[A-Z\d_]+=)/gm, '')
  const set = parseEnv(example)
  expect(Object.keys(set).sort()).toEqual([...SETTINGS, 'CHROMIUM_PATH', 'E2E_PORT', 'PG_URL'].sort())
  expect(faultsOf(set as Record<string, string>, Object.keys(set))).toBe('')
})
