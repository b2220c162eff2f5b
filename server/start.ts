import { addUser, findCredentials, isEmpty } from '@/db/users'
import { fillDemo } from './demo'
import { env } from './env'
import { makeLink } from './link'
import { prepareReader } from './reader'
import { openSharedStore } from './store'
import { startWorker } from './worker'

export const ADMINISTRATOR = 'admin'

/**
 * Opens and migrates the database. An empty one gets its administrator; until he has chosen a password, each start
 * prints a one-time link that signs him in. From then on what time does by itself is done in the background.
 */
export async function startUp(): Promise<void> {
  const store = await openSharedStore()
  const now = new Date()
  if (env().DEMO && (await isEmpty(store))) await fillDemo(store, now)
  else if (await isEmpty(store)) await addUser(store, { name: ADMINISTRATOR, password: null, now })
  const administrator = await findCredentials(store, ADMINISTRATOR)
  if (administrator && administrator.password === null)
    say(`首次登录（72 小时内有效，只能用一次）：${address()}/link/${await makeLink(store, administrator.id, now)}`)
  if (env().DEMO) say(`演示账号列在登录页：${address()}/sign-in`)
  startWorker(store)
  prepareReader()
}

function address(): string {
  const { HOST, PORT } = env()
  return `http://${HOST === '0.0.0.0' ? 'localhost' : HOST}:${PORT}`
}

function say(words: string): void {
  process.stdout.write(`\n  ${words}\n\n`)
}
