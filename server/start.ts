import { addUser, findNewcomer, isEmpty } from '@/db/users'
import { resumeBatches } from './batch'
import { fillDemo } from './demo'
import { env } from './env'
import { makeLink } from './link'
import { ownAddress } from './origin'
import { prepareReader } from './reader'
import { openSharedStore } from './store'
import { startWorker } from './worker'

/** What the first administrator is called until he has chosen a name. Nobody can sign in with it. */
const NO_NAME = ''

/**
 * Opens and migrates the database. An empty one gets its administrator; until he has chosen a name and a password, each
 * start prints a one-time link that signs him in. From then on what time does by itself is done in the background, and
 * batches that were under way when the server stopped go on.
 */
export async function startUp(): Promise<void> {
  const store = await openSharedStore()
  const now = new Date()
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

function say(words: string): void {
  process.stdout.write(`\n  ${words}\n\n`)
}
