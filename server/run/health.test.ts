import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '@/db/engine/client'
import { findTrouble } from '@/db/engine/trouble'
import { addUser } from '@/db/people/users'
import { type Network, openNetwork } from '@/db/testing/network'
import { createDatabase, hasPostgres } from '@/db/testing/stores'
import { judgeHealth, readHealth } from './health'

const now = new Date(0)
let folder: string
let store: Store

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nianbao-'))
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const save = () => addUser(store, { name: `甲${Math.random()}`, password: null, now }).then(() => 'kept', findTrouble)
const judge = (least?: number) => judgeHealth(store, { folder, least })
const isTold = (reason: string) => ({ ok: false, reason, error: expect.stringMatching(/[\u4e00-\u9fff]/) })

describe('the health of an SQLite file', () => {
  let file: string
  beforeEach(async () => {
    file = join(folder, 'nianbao.db')
    store = await openStore(file)
  })

  it('is that it was read and one row was written', async () => {
    expect(await judge()).toEqual({ ok: true })
    const [row] = await store.read.select({ on: store.t.pulse.on }).from(store.t.pulse)
    expect(row?.on.getTime()).toBeGreaterThan(0)
    expect(await judge()).toEqual({ ok: true })
    expect(await store.read.$count(store.t.pulse)).toBe(1)
  })

  it('is told from what was just found out: however many ask, one row is written', async () => {
    const writes: unknown[] = []
    const counted: Store = {
      ...store,
      tx: (work) => {
        writes.push(work)
        return store.tx(work)
      }
    }
    await Promise.all(Array.from({ length: 50 }, () => readHealth(counted)))
    expect(writes).toHaveLength(1)
  })

  it('is bad while hardly anything is free on the disk', async () => {
    expect(await judge(Number.MAX_SAFE_INTEGER)).toEqual(isTold('full'))
  })

  it('is bad while the folder for data is not there', async () => {
    expect(await judgeHealth(store, { folder: join(folder, 'gone') })).toEqual(isTold('broken'))
  })

  it('is bad once a newer version migrated it', async () => {
    const other = new Database(file)
    other.exec("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('x', 4102444800000)")
    other.close()
    expect(await judge()).toEqual(isTold('migrations'))
  })

  it('is bad while another process holds it, and good again afterwards', async () => {
    const other = new Database(file)
    other.exec('BEGIN IMMEDIATE')
    expect(await judge()).toEqual(isTold('slow'))
    other.exec('COMMIT')
    other.close()
    expect(await judge()).toEqual({ ok: true })
  })

  const losses: Record<string, () => void> = {
    deleted: () => rmSync(file),
    moved: () => renameSync(file, `${file}.away`),
    replaced: () => {
      copyFileSync(file, `${file}.copy`)
      renameSync(`${file}.copy`, file)
    },
    'deleted with its folder': () => rmSync(folder, { recursive: true })
  }
  it.each(Object.entries(losses))('is bad once the file was %s, and nothing is acknowledged any more', async (_, lose) => {
    expect([await judge(), await save()]).toEqual([{ ok: true }, 'kept'])
    lose()
    expect(await judge()).toEqual(isTold('broken'))
    expect(await save()).toBe('broken')
  })

  it('is good again once the very file was put back', async () => {
    renameSync(file, `${file}.away`)
    expect(await judge()).toEqual(isTold('broken'))
    renameSync(`${file}.away`, file)
    expect([await judge(), await save()]).toEqual([{ ok: true }, 'kept'])
  })
})

describe.runIf(hasPostgres)('the health of PostgreSQL', { tags: ['wide'] }, () => {
  let network: Network
  let drop: () => Promise<void>
  let other: pg.Client
  beforeEach(async () => {
    const made = await createDatabase()
    drop = made.drop
    network = await openNetwork(made.address)
    store = await openStore(`${network.url}?query_timeout=3000`)
    other = new pg.Client({ connectionString: made.address })
    await other.connect()
    // The database is dropped with whoever is connected.
    other.on('error', () => undefined)
    expect(await judge()).toEqual({ ok: true })
  })
  afterEach(async () => {
    await other.end()
    await network.close()
    await drop()
  })

  it('is bad while the reports are locked, and good again afterwards', async () => {
    await other.query('BEGIN; LOCK TABLE reports IN ACCESS EXCLUSIVE MODE')
    expect(await judge()).toEqual(isTold('slow'))
    await other.query('COMMIT')
    expect(await judge()).toEqual({ ok: true })
  })

  it('is bad while it has fallen silent, and good again afterwards', async () => {
    network.stall()
    expect(await judge()).toEqual(isTold('slow'))
    network.resume()
    await expect.poll(() => judge(), { timeout: 30_000 }).toEqual({ ok: true })
  })

  it('is bad once it is stopped', async () => {
    network.cut()
    await network.close()
    expect(await judge()).toEqual(isTold('away'))
    expect(await save()).toBe('away')
  })

  it('is bad while it may only be read, and nobody who saves is told of a fault of ours', async () => {
    await other.query(`ALTER DATABASE ${other.database} SET default_transaction_read_only = on`)
    network.cut()
    await expect.poll(() => judge(), { timeout: 30_000 }).toEqual(isTold('broken'))
    expect(await save()).toBe('broken')
  })

  it('is bad once its migrations are not those of this version', async () => {
    await other.query("INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('x', 4102444800000)")
    expect(await judge()).toEqual(isTold('migrations'))
  })
})
