import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addUser, isEmpty } from '@/db/people/users'
import { type Network, openNetwork } from '@/db/testing/network'
import { createDatabase, hasPostgres } from '@/db/testing/stores'
import { openPatiently } from '@/server/base/store'
import { startWords } from '@/server/run/start-words'
import { openStore, type Store } from './client'
import { inspectStore } from './inspect'
import { findTrouble } from './trouble'

const now = new Date(0)
/** Milliseconds of silence: more than a busy machine takes to answer. */
const PATIENCE = 1500
let network: Network

describe('a server that accepts and never answers', () => {
  let url: string
  beforeEach(async () => {
    network = await openNetwork()
    url = `${network.url}?connectionTimeoutMillis=100`
  })
  afterEach(() => network.close())

  it('is away, whoever asks for it', async () => {
    expect(await openStore(url).catch(findTrouble)).toBe('away')
    expect(await inspectStore(url).catch(findTrouble)).toBe('away')
  })

  it('is tried again and given up, and the operator reads where it should have been', async () => {
    let tries = 0
    const open = () => {
      tries += 1
      return openStore(url)
    }
    const error = await openPatiently(open, 300, 1).catch((thrown: unknown) => thrown)
    expect(tries).toBeGreaterThan(1)
    expect(startWords(error, { DATA_DIR: 'data', databaseUrl: url })).toMatch(/^数据库 127\.0\.0\.1:\d+\/nothing 无法连接/)
  })
})

describe.runIf(hasPostgres)('the network to PostgreSQL', { tags: ['wide'] }, () => {
  let store: Store
  let drop: () => Promise<void>
  beforeEach(async () => {
    const made = await createDatabase()
    drop = made.drop
    // Migrated without the short patience: a busy machine is not a silent one.
    await (await openStore(made.address)).close()
    network = await openNetwork(made.address)
    store = await openStore(`${network.url}?query_timeout=${PATIENCE}&connectionTimeoutMillis=${PATIENCE}`)
  })
  afterEach(async () => {
    await store.close()
    await network.close()
    await drop()
  })

  /** How a save ends: with nothing, or the trouble it met. */
  const save = (name: string) => addUser(store, { name, password: null, now }).then(() => undefined, findTrouble)
  const read = () => isEmpty(store).catch(findTrouble)

  it('may end a connection in the middle of a transaction: it is refused, nothing else ends, and the next one is kept', async () => {
    const { t } = store
    const torn = store.tx(async (db) => {
      await db.insert(t.users).values({ name: '甲', mustChangePassword: false, closed: false, createdOn: now })
      network.cut()
      // The process has heard of it before anybody asks again.
      await new Promise((resolve) => setTimeout(resolve, 50))
      await db.select({ id: t.users.id }).from(t.users)
    })
    expect(await torn.then(() => undefined, findTrouble)).toBe('away')
    expect(await read()).toBe(true)
    expect(await save('甲')).toBeUndefined()
  })

  it('may fall silent: all are refused, more of them than there are connections, and once it is back what is tried again is kept', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, i) => save(`甲${i}`)))
    network.stall()
    for (let round = 0; round < 3; round++) {
      const refused = await Promise.all([...Array.from({ length: 12 }, () => save('乙')), ...Array.from({ length: 12 }, read)])
      expect(refused.filter((trouble) => trouble !== 'away' && trouble !== 'busy')).toEqual([])
    }
    network.resume()
    // As the form does. A connection that is lost for good would be missing at every try.
    await expect.poll(() => save('丙'), { timeout: 30_000 }).toBeUndefined()
    expect(await read()).toBe(false)
  })

  it('may fall silent inside a transaction: it is refused as soon as the silence was noticed, its rollback waits no second time', async () => {
    const { t } = store
    const hung = store.tx(async (db) => {
      await db.select({ id: t.users.id }).from(t.users)
      network.stall()
      await db.select({ id: t.users.id }).from(t.users)
    })
    expect(await hung.then(() => undefined, findTrouble)).toBe('away')
    network.resume()
    expect(await save('甲')).toBeUndefined()
  })

  it('may be silent while the database is closed', async () => {
    await save('甲')
    network.stall()
    expect(await save('乙')).toBe('away')
  })
})
