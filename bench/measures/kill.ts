import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { type Clerk, saveTarget, seedClerks } from '@/bench/clerks'
import { SAVED_CELL, Writers } from '@/bench/load'
import type { Row } from '@/bench/results'
import { startProduct } from '@/bench/servers'
import { applyEdit, type Edit } from '@/db/reports/changes'

export const name = 'kill'

const KILLS = 20
const CLIENTS = 16

/** Repeatedly kills the server while it writes, and checks that every acknowledged save is stored. */
export async function measure(): Promise<Row[]> {
  const { data, clerks } = await seedClerks(Array.from({ length: CLIENTS }, () => ({ [SAVED_CELL]: '0' })))
  let texts = clerks.map(() => '0')
  const sums = { acknowledged: 0, lost: 0, unanswered: 0, damaged: 0 }
  for (let kill = 0; kill < KILLS; kill++) {
    const server = await startProduct(data, 3210)
    const writers = new Writers(saveTarget(server.url, clerks), texts, kill * 1e6)
    const written = writers.runUntilGone()
    await wait(800 + ((kill * 137) % 1000))
    await server.end('SIGKILL')
    await written
    const found = inspect(join(data, 'nianbao.db'), clerks, writers)
    texts = found.texts
    sums.acknowledged += writers.acknowledged.flat().length
    sums.lost += found.lost
    sums.unanswered += found.unanswered
    sums.damaged += found.isSound ? 0 : 1
  }
  rmSync(data, { recursive: true })
  return [
    {
      what: `${KILLS} × kill -9 during writes`,
      ours: `${sums.lost} of ${sums.acknowledged} acknowledged saves lost, ${KILLS - sums.damaged} of ${KILLS} databases sound`,
      target: '0 lost, all sound',
      met: sums.lost === 0 && sums.damaged === 0 && sums.acknowledged > 0,
      note: `${CLIENTS} clients; each save looked for in the change log and in its cell; ${sums.unanswered} kept without having been acknowledged`
    }
  ]
}

/** What the database file itself holds. */
export function inspect(file: string, clerks: readonly Clerk[], writers: Writers) {
  const database = new Database(file)
  try {
    const isSound = database.pragma('integrity_check', { simple: true }) === 'ok'
    const cell = database.prepare<[number, string], { text: string }>('SELECT text FROM cells WHERE report = ? AND at = ?')
    const log = database.prepare<[number, string], Edit>('SELECT start, was, now FROM changes WHERE report = ? AND at = ? ORDER BY id')
    const looked = clerks.map(({ report }, i) => {
      const text = cell.get(report, SAVED_CELL)?.text ?? ''
      let past = ''
      const logged = new Set(log.all(report, SAVED_CELL).map((edit) => (past = applyEdit(past, edit))))
      const acknowledged = writers.acknowledged[i] ?? []
      const last = acknowledged.at(-1)
      // The cell holds the last acknowledged text, or the one in flight when the server was killed.
      const isUnanswered = last !== undefined && text !== last && text === writers.underWay[i] && logged.has(text)
      const isCellLost = last !== undefined && text !== last && !isUnanswered
      return { text, isUnanswered, lost: acknowledged.filter((one) => !logged.has(one)).length + (isCellLost ? 1 : 0) }
    })
    return {
      isSound,
      texts: looked.map(({ text }) => text),
      lost: looked.reduce((sum, { lost }) => sum + lost, 0),
      unanswered: looked.filter(({ isUnanswered }) => isUnanswered).length
    }
  } finally {
    database.close()
  }
}
