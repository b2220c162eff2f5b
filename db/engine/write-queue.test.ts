import Database from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import { WriteQueue } from './write-queue'

let database: Database.Database
let commits: string[]
let connection: Database.Database
let queue: WriteQueue

beforeEach(() => {
  database = new Database(':memory:')
  database.exec('CREATE TABLE notes (text TEXT UNIQUE)')
  commits = []
  const exec = (sql: string) => {
    if (sql === 'COMMIT') commits.push(sql)
    return database.exec(sql)
  }
  connection = Object.defineProperty({ exec }, 'inTransaction', { get: () => database.inTransaction }) as typeof database
  queue = new WriteQueue(connection)
})

const write = (text: string) =>
  queue.add(async () => {
    database.prepare('INSERT INTO notes VALUES (?)').run(text)
    return text
  })

const notes = () => database.prepare('SELECT text FROM notes ORDER BY rowid').pluck().all()

describe('writers', () => {
  it('who wait together share one commit, in their order', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map(write))).toEqual(['a', 'b', 'c'])
    expect(notes()).toEqual(['a', 'b', 'c'])
    expect(commits).toHaveLength(1)
  })
  it('who come one a round of the event loop share it as well, but are not kept waiting for ever', async () => {
    const comeInTurn = async (from: number, to: number): Promise<unknown> => {
      if (from === to) return
      await new Promise(setImmediate)
      return Promise.all([comeInTurn(from + 1, to), write(`${from}`)])
    }
    await Promise.all([comeInTurn(0, 20), write('first')])
    expect(commits).toHaveLength(1)
    await Promise.all([comeInTurn(20, 80), write('second')])
    expect(commits.length).toBeGreaterThan(2)
    expect(notes()).toHaveLength(82)
  })
  it('who come while the event loop is busy with something else share it too', async () => {
    queue = new WriteQueue(connection, undefined, 60_000)
    const beBusy = async (rounds: number): Promise<unknown> => {
      for (const end = performance.now() + 2; performance.now() < end; );
      await new Promise(setImmediate)
      return rounds > 0 ? beBusy(rounds - 1) : write('late')
    }
    await Promise.all([write('first'), beBusy(4)])
    expect(commits).toHaveLength(1)
  })
  it('who fail take back only their own', async () => {
    const settled = await Promise.allSettled([write('a'), write('a'), write('b')])
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(notes()).toEqual(['a', 'b'])
  })
  it('are answered only once it is committed', async () => {
    await write('a')
    expect([database.inTransaction, commits.length]).toEqual([false, 1])
  })
  it('are all refused where the transaction is lost, and the next are not', async () => {
    const lose = queue.add(async () => {
      database.exec('ROLLBACK')
      throw new Error('the disk is full')
    })
    const settled = await Promise.allSettled([write('a'), lose, write('b')])
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(notes()).toEqual([])
    await write('c')
    expect(notes()).toEqual(['c'])
  })
})
