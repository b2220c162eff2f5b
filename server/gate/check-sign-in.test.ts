import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '@/db/engine/client'
import { rememberDevice } from '@/db/people/sessions'
import { addUser, setLocked, setPassword } from '@/db/people/users'
import { onEngines } from '@/db/testing/on-engines'
import { checkSignIn, LOCKED_FOR_GOOD, MOST_FAILURES, reserveByAddress, reservePresent, type Trying } from './check-sign-in'
import { hashPassword } from './password'

const now = new Date('2025-01-15T02:31:00.000Z')
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const RIGHT = 'langmanhua-42'
const WRONG = '用户名或密码有误'
const OFFICE = '192.0.2.1'
const STRANGER = '198.51.100.7'

onEngines('signing in on %s', (open) => {
  let store: Store
  let hash: string
  let count = 0

  beforeAll(async () => {
    store = await open()
    hash = await hashPassword(RIGHT)
  })
  afterAll(() => store.close())

  // Every test has addresses of its own: what is counted for one is counted for all its accounts.
  const from = (address: string) => `${address}/${count}`
  const newUser = async () => {
    const name = `填报员${++count}`
    return { name, id: (await addUser(store, { name, password: hash, now })) as number }
  }
  const tryWith = (name: string, password: string, by: Partial<Trying> = {}, at = now) =>
    checkSignIn(store, { name, password, address: from(OFFICE), ...by }, at)
  const wordsOf = async (...given: Parameters<typeof tryWith>) => {
    const checked = await tryWith(...given)
    return checked.ok ? '' : checked.error
  }

  it('looks at five of four hundred wrong passwords that come at once, and the right one among the others does not get in', async () => {
    const { name } = await newUser()
    const tries = Array.from({ length: 400 }, (_, i) => wordsOf(name, i === 399 ? RIGHT : `wrong-${i}`))
    const answers = await Promise.all(tries)
    expect(answers.filter((words) => words === WRONG)).toHaveLength(MOST_FAILURES)
    expect(answers.filter((words) => words === '')).toEqual([])
  })

  it('answers the same for a name nobody has, at every try', async () => {
    const { name } = await newUser()
    const all: string[][] = []
    for (const one of [name, `nobody-${count}`]) {
      const words: string[] = []
      for (let i = 0; i < MOST_FAILURES + 2; i++) words.push(await wordsOf(one, 'wrong', { address: from(one) }))
      all.push(words)
    }
    expect(all[0]).toEqual([...Array(MOST_FAILURES).fill(WRONG), ...Array(2).fill(expect.stringContaining('请 1 分钟后再试'))])
    expect(all[1]).toEqual(all[0])
  })

  it('makes whoever goes on wait twice as long each time, and forgets after a day', async () => {
    const { name } = await newUser()
    for (let i = 0; i < MOST_FAILURES; i++) await tryWith(name, 'wrong')
    let minutes = 0
    for (const wait of [1, 2, 4, 8, 16, 32, 32]) {
      expect(await wordsOf(name, 'wrong', {}, inMinutes(minutes))).toContain(`请 ${wait} 分钟后再试`)
      minutes += wait
      expect(await wordsOf(name, 'wrong', {}, inMinutes(minutes))).toBe(WRONG)
    }
    expect(await wordsOf(name, RIGHT, {}, inMinutes(24 * 60))).toBe('')
  })

  it('is not kept from anybody by what a stranger tries at another address', async () => {
    const owners = []
    for (let i = 0; i < 17; i++) owners.push(await newUser())
    const address = from(STRANGER)
    await Promise.all(owners.flatMap(({ name }) => Array.from({ length: 5 }, () => tryWith(name, 'wrong', { address }))))
    for (const { name } of owners) expect(await wordsOf(name, RIGHT)).toBe('')
  })

  it('is not kept from a browser that was signed in before, whatever strangers try from everywhere; that browser may guess no more than others', async () => {
    const { name, id } = await newUser()
    const device = `device-${count}`
    await rememberDevice(store, { token: device, user: id, expires: inMinutes(60), now })
    for (let i = 0; i < 40; i++) await tryWith(name, 'wrong', { address: from(`203.0.113.${i}`) })
    expect(await wordsOf(name, RIGHT)).toContain('后再试')
    expect(await wordsOf(name, RIGHT, { device })).toBe('')
    for (let i = 0; i < MOST_FAILURES; i++) expect(await wordsOf(name, 'wrong', { device })).toBe(WRONG)
    expect(await wordsOf(name, RIGHT, { device })).toContain('后再试')
    // For another account it is a browser like any other.
    const other = await newUser()
    for (let i = 0; i < MOST_FAILURES; i++) expect(await wordsOf(other.name, 'wrong', { device })).toBe(WRONG)
    expect(await wordsOf(other.name, 'wrong', { device })).toContain('后再试')
  })

  it('counts what goes wrong, not what goes right', async () => {
    const { name } = await newUser()
    for (let i = 0; i < 150; i++) {
      const attempt = await reserveByAddress(store, from(OFFICE), now)
      if (attempt.ok) await attempt.giveBack()
    }
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < MOST_FAILURES - 1; j++) expect(await wordsOf(name, 'wrong')).toBe(WRONG)
      expect(await wordsOf(name, RIGHT)).toBe('')
    }
  })

  it('stops an address that tries one name after the other', async () => {
    await newUser()
    const address = from(STRANGER)
    const answers = await Promise.all(Array.from({ length: 150 }, () => reserveByAddress(store, address, now)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(100)
    expect(await wordsOf('somebody-else', 'wrong', { address })).toContain('后再试')
  })

  it('is allowed again at once by a new password or by whoever takes the lock off', async () => {
    const { name, id } = await newUser()
    const shutOut = async () => {
      for (let i = 0; i < MOST_FAILURES; i++) await tryWith(name, 'wrong')
      expect(await wordsOf(name, RIGHT)).toContain('后再试')
    }
    await shutOut()
    await setPassword(store, id, hash, false)
    expect(await wordsOf(name, RIGHT)).toBe('')
    await shutOut()
    await setLocked(store, id, null)
    expect(await wordsOf(name, RIGHT)).toBe('')
  })

  it('tells of an administrator’s lock only to whoever knows the password', async () => {
    const { name, id } = await newUser()
    await setLocked(store, id, LOCKED_FOR_GOOD)
    expect(await wordsOf(name, 'wrong')).toBe(WRONG)
    expect(await wordsOf(name, RIGHT)).toContain('已由管理员锁定')
  })

  it('lets nobody guess the present password in an open session either', async () => {
    const { id } = await newUser()
    const answers = await Promise.all(Array.from({ length: 50 }, () => reservePresent(store, id, now)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(MOST_FAILURES)
  })
})

describe('several processes on one database', () => {
  it('look at five wrong passwords together', { timeout: 60_000, tags: ['wide'] }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nianbao-guess-'))
    const file = join(folder, 'test.db')
    const store = await openStore(file)
    await addUser(store, { name: 'lihe', password: await hashPassword(RIGHT), now })
    await store.close()
    const guess = () => promisify(execFile)(process.execPath, ['--import', 'tsx', 'server/testing/guess.ts', file, 'lihe', '60'])
    const told = (await Promise.all([guess(), guess(), guess()])).flatMap(({ stdout }) => stdout.trim().split('\n'))
    expect(told).toHaveLength(180)
    expect(told.filter((words) => words === WRONG)).toHaveLength(MOST_FAILURES)
    rmSync(folder, { recursive: true })
  })
})
