import { openStore } from '@/db/engine/client'
import { checkSignIn } from '@/server/gate/check-sign-in'

/** A process of its own that tries wrong passwords all at once: `guess.ts DATABASE NAME TIMES`. Prints what it was told, a line each. */
const [database = '', name = '', times = '0'] = process.argv.slice(2)
const store = await openStore(database)
const tries = Array.from({ length: Number(times) }, (_, i) =>
  checkSignIn(store, { name, password: `wrong-${i}`, address: '192.0.2.1' }, new Date())
)
for (const checked of await Promise.all(tries)) process.stdout.write(`${checked.ok ? 'in' : checked.error}\n`)
await store.close()
