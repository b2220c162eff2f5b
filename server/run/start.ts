import { fillFigures } from '@/db/figures/figures'
import { addUser, findNewcomer, isEmpty } from '@/db/people/users'
import { env } from '@/server/base/env'
import { ownAddress } from '@/server/base/origin'
import { openSharedStore } from '@/server/base/store'
import { resumeBatches } from '@/server/batch/batch'
import { prepareReader } from '@/server/files/reader/reader'
import { makeLink } from '@/server/gate/link'
import { startWorker } from './background'
import { fillDemo } from './demo'
import { checkReady } from './health'
import { StartRefused, startWords } from './start-words'
import { tellStarted } from './started'

/** What the first administrator is called until he has chosen a name. Nobody can sign in with it. */
const NO_NAME = ''

/**
 * Opens and migrates the database. An empty one gets its administrator; until he has chosen a name and a password, each
 * start prints a one-time link that signs him in. Then starts the periodic works and resumes interrupted batches.
 * A failure ends the process with one sentence: Next would go on and answer 500 for ever.
 */
export async function startUp(): Promise<void> {
  try {
    const now = new Date()
    checkClock(now)
    await openAndGreet(now)
  } catch (error) {
    process.stderr.write(`\n  没有启动。${startWords(error, env())}。\n\n`)
    process.exit(1)
  }
  tellStarted()
}

async function openAndGreet(now: Date): Promise<void> {
  const store = await openSharedStore()
  // Without the right to write, nothing could be saved.
  await checkReady(store, now)
  await fillFigures(store, (filled, of) => say(`升级数据：已报送年报的数字已整理 ${filled} / ${of} 份`))
  if (env().DEMO && (await isEmpty(store))) await fillDemo(store, now)
  else if (await isEmpty(store)) await addUser(store, { name: NO_NAME, password: null, now })
  const administrator = await findNewcomer(store)
  if (administrator !== undefined)
    say(`首次登录（72 小时内有效，只能用一次）：${ownAddress()}/link/${await makeLink(store, administrator, now)}`)
  if (env().DEMO) say(`演示账号列在登录页：${ownAddress()}/sign-in`)
  startWorker(store)
  await resumeBatches(store)
  prepareReader()
}

/** The first year there were reports for. */
const EARLIEST_YEAR = 2019

/** Deadlines, sessions and the history depend on the clock: refuses to start with one that was never set. */
export function checkClock(now: Date): void {
  if (now.getFullYear() >= EARLIEST_YEAR) return
  const shown = now.toISOString().slice(0, 10)
  throw new StartRefused(`服务器的时钟显示 ${shown}，早于 ${EARLIEST_YEAR} 年，截止日期和办理时间都会记错：请先校准系统时间，再重新启动`)
}

function say(words: string): void {
  process.stdout.write(`\n  ${words}\n\n`)
}
