import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findAction, routerTree } from '@/bench/clerks'
import type { Row } from '@/bench/results'
import { median, ms } from '@/bench/samples'
import { startProduct } from '@/bench/servers'
import { openStore } from '@/db/engine/client'
import { addUser } from '@/db/people/users'
import { hashPassword } from '@/server/gate/password'

export const name = 'hostile-sign-in'

const TRIES = 400
const PASSWORD = 'langmanhua-42'
const ACCOUNTS = 17
const EACH = 5

/** The product's answer for a password it checked; any other answer means that it did not check. */
const WRONG = '用户名或密码有误'

/** Guesses passwords at the built product; the clients' addresses are set as a proxy in front would set them. */
export async function measure(): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'nianbao-bench-'))
  const store = await openStore(join(data, 'nianbao.db'))
  const password = await hashPassword(PASSWORD)
  const names = Array.from({ length: ACCOUNTS }, (_, i) => `clerk-${i}`)
  for (const one of ['victim', ...names]) await addUser(store, { name: one, password, now: new Date() })
  await store.close()
  const server = await startProduct(data, 3210)
  const signIn = openForm(server.url)
  try {
    if (!(await signIn('192.0.2.1', 'victim', PASSWORD)).isIn) throw new Error('the right password did not get in')
    const before = server.processorTime()
    const begun = performance.now()
    const answers = await Promise.all(
      Array.from({ length: TRIES }, (_, i) => signIn('198.51.100.1', 'victim', i === TRIES - 1 ? PASSWORD : `wrong-${i}`))
    )
    const took = performance.now() - begun
    const processor = server.processorTime() - before
    const looked = answers.filter(({ text }) => !text.includes('后再试')).length

    for (const one of names) for (let i = 0; i < EACH; i++) await signIn('198.51.100.2', one, 'wrong')
    let entered = 0
    for (const [i, one] of names.entries()) if ((await signIn(`203.0.113.${i}`, one, PASSWORD)).isIn) entered++

    const times = await compareNames(signIn)
    return [
      {
        what: `${TRIES} parallel sign-ins on one account from one address, the right password the last`,
        ours: `${looked} looked at, ${answers.filter(({ isIn }) => isIn).length} got in`,
        target: '≤ 5 looked at',
        met: looked <= 5,
        note: `all answered in ${ms(took)}, processor ${ms(processor)}`
      },
      {
        what: `${ACCOUNTS} accounts × ${EACH} wrong passwords from one address, then their owners from elsewhere`,
        ours: `${entered} of ${ACCOUNTS} got in`,
        target: `${ACCOUNTS}`,
        met: entered === ACCOUNTS,
        note: 'no browser of theirs was signed in before'
      },
      {
        what: 'the wrong password of a name there is, against a name there is not',
        ours: ms(median(times.known)),
        peer: ms(median(times.unknown)),
        ratio: `${(median(times.known) / median(times.unknown)).toFixed(2)} × its time`,
        note: `${times.known.length} of each in turns, an address each`
      }
    ]
  } finally {
    await server.end()
    rmSync(data, { recursive: true })
  }
}

type SignIn = (address: string, name: string, password: string) => Promise<{ isIn: boolean; text: string }>

async function compareNames(signIn: SignIn): Promise<Record<'known' | 'unknown', number[]>> {
  const times = { known: [] as number[], unknown: [] as number[] }
  const time = async (kind: 'known' | 'unknown', i: number) => {
    const begun = performance.now()
    const account = kind === 'known' ? `clerk-${i % ACCOUNTS}` : `nobody-${i % ACCOUNTS}`
    const { text } = await signIn(`10.${kind === 'known' ? 1 : 2}.0.${i}`, account, 'wrong')
    if (!text.includes(WRONG)) throw new Error(`a wrong password was answered ${text.slice(0, 200)}`)
    times[kind].push(performance.now() - begun)
  }
  for (let i = 0; i < 100; i++) {
    await time(i % 2 === 0 ? 'known' : 'unknown', i)
    await time(i % 2 === 0 ? 'unknown' : 'known', i)
  }
  return times
}

/** The product's own server action for signing in, called with the headers the browser sends. */
function openForm(url: string): SignIn {
  const agent = new Agent({ keepAlive: true, maxSockets: TRIES })
  const headers = {
    accept: 'text/x-component',
    'content-type': 'text/plain;charset=UTF-8',
    origin: url,
    'next-action': findAction('signIn', 'app/sign-in/actions.ts'),
    'next-router-state-tree': routerTree('sign-in')
  }
  return (address, name, password) =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify([{ name, password }])
      const options = {
        method: 'POST',
        agent,
        headers: { ...headers, 'x-forwarded-for': address, 'content-length': Buffer.byteLength(body) }
      }
      const sent = request(`${url}/sign-in`, options, (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (part: string) => {
          text += part
        })
        answer.on('error', reject)
        answer.on('end', () => resolve({ isIn: answer.headers['x-action-redirect'] !== undefined, text }))
      })
      sent.on('error', reject)
      sent.end(body)
    })
}
