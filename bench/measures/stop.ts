import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { saveTarget, seedClerks } from '@/bench/clerks'
import { SAVED_CELL, Writers } from '@/bench/load'
import type { Row } from '@/bench/results'
import { startProduct } from '@/bench/servers'
import { inspect } from './kill'

export const name = 'stop'

const STOPS = 20
const CLIENTS = 30
const LONGEST_SECONDS = 12

/** Repeatedly stops the server with SIGTERM while it writes: no acknowledged save may be lost and no request cut off. */
export async function measure(): Promise<Row[]> {
  const { data, clerks } = await seedClerks(Array.from({ length: CLIENTS }, () => ({ [SAVED_CELL]: '0' })))
  const database = join(data, 'nianbao.db')
  let texts = clerks.map(() => '0')
  const sums = { acknowledged: 0, lost: 0, cutOff: 0, leftLogs: 0, unclean: 0, longest: 0 }
  for (let stop = 0; stop < STOPS; stop++) {
    const server = await startProduct(data, 3210)
    const writers = new Writers(saveTarget(server.url, clerks), texts, stop * 1e6)
    const written = writers.runUntilGone()
    await wait(800 + ((stop * 137) % 1000))
    const from = performance.now()
    const code = await server.end('SIGTERM')
    sums.longest = Math.max(sums.longest, (performance.now() - from) / 1000)
    await written
    sums.leftLogs += existsSync(`${database}-wal`) ? 1 : 0
    sums.unclean += code === 0 ? 0 : 1
    // A refused connection has sent nothing.
    sums.cutOff += writers.ends.filter((why) => why !== 'ECONNREFUSED').length
    const found = inspect(database, clerks, writers)
    texts = found.texts
    sums.acknowledged += writers.acknowledged.flat().length
    sums.lost += found.lost
  }
  rmSync(data, { recursive: true })
  const { acknowledged, lost, cutOff, leftLogs, unclean, longest } = sums
  return [
    {
      what: `${STOPS} × SIGTERM during writes`,
      ours: `${lost} of ${acknowledged} acknowledged saves lost, ${cutOff} connections cut off, ${leftLogs} -wal left, ${STOPS - unclean} exits with 0, the slowest after ${longest.toFixed(1)} s`,
      target: `0 lost, 0 cut off, no -wal, exit 0 within ${LONGEST_SECONDS} s`,
      met: lost + cutOff + leftLogs + unclean === 0 && longest <= LONGEST_SECONDS && acknowledged > 0,
      note: `${CLIENTS} clients that save as fast as they are answered; each save looked for in the change log and in its cell`
    }
  ]
}
