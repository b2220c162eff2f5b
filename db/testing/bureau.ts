import type { Store } from '@/db/engine/client'
import { addUnit, setChain } from '@/db/people/units'
import { addMembership, addUser, findByline } from '@/db/people/users'
import { saveCells } from '@/db/reports/cells'
import { addThread } from '@/db/reports/comments'
import { startReport } from '@/db/reports/reports'
import { cleanReport } from '@/report/testing/clean'
import type { Role } from '@/report/workflow/roles'
import type { Step } from '@/report/workflow/states'
import { opened, openFiling, take } from './steps'

let count = 0

/** An account with roles in a unit, named by the first of them. */
async function newUser(store: Store, now: Date, unit: number, ...roles: Role[]) {
  const name = `${roles[0]}${++count}`
  const id = (await addUser(store, { name, password: null, now })) as number
  for (const role of roles) await addMembership(store, { user: id, unit, role })
  return { id, name, byline: await findByline(store, id) }
}

/** For tests: a bureau under a city, with everybody who has a say, and a report that only has to be handed in. */
export async function newCase(store: Store, now: Date, ...chain: Step[]) {
  const city = await addUnit(store, { name: `市${++count}`, kind: 'government', above: null, now })
  const bureau = await addUnit(store, { name: `局${++count}`, kind: 'department', above: city, now })
  await setChain(store, bureau, chain)
  const people = {
    filler: await newUser(store, now, bureau, 'filler'),
    checker: await newUser(store, now, bureau, 'checker'),
    secrecy: await newUser(store, now, bureau, 'secrecy'),
    signer: await newUser(store, now, bureau, 'signer'),
    reviewer: await newUser(store, now, city, 'reviewer'),
    colleague: await newUser(store, now, city, 'reviewer'),
    admin: await newUser(store, now, city, 'admin')
  }
  const unit = { id: bureau, name: `局${count}`, kind: 'department' as const }
  const report = (await startReport(store, { unit, year: 2019, by: people.filler.id, now, values: cleanReport(2019).values })) as number
  type Person = keyof typeof people
  type More = Omit<Partial<Parameters<typeof take>[4]>, 'to'>
  return {
    ...people,
    city,
    bureau,
    report,
    step: (name: Parameters<typeof take>[1], who: Person, more: More = {}, id = report) =>
      take(store, name, id, people[who].id, { now, ...more }),
    state: async (id = report) => (await openFiling(store, id)).state,
    type: async (at: string, was: string, text: string) =>
      saveCells(store, await opened(store, 'edit', report, people.filler.id), {
        saveId: `save${++count}`,
        now,
        cells: [{ at, was, now: text, how: 'typed' }]
      }),
    comment: async (who: Person, at: string, text = '与台账不符，请核对。', quote = '') =>
      addThread(store, await opened(store, 'comment', report, people[who].id), 'comments', { at, quote, text, now })
  }
}
