import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addUnit, setChain, setReviewer } from '@/db/people/units'
import { addMembership, addUser, setClosed, setLocked } from '@/db/people/users'
import { startReport } from '@/db/reports/reports'
import { onEngines } from '@/db/testing/on-engines'
import { openFiling, take } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import type { Role } from '@/report/workflow/roles'
import type { Step } from '@/report/workflow/states'
import type { TransitionName } from '@/report/workflow/transitions'
import { findNextSteps, listRequests } from './next-steps'

const now = new Date('2026-01-15T02:00:00.000Z')

onEngines('on %s', (open) => {
  let store: Store
  let count = 0

  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  /** A city with a bureau, the bureau's report, and whoever a test wants to be there. */
  const newCase = async (...chain: Step[]) => {
    const name = `局${++count}`
    const city = await addUnit(store, { name: `市${count}`, kind: 'government', above: null, now })
    const bureau = await addUnit(store, { name, kind: 'department', above: city, now })
    await setChain(store, bureau, chain)
    const person = async (unit: number, ...roles: Role[]) => {
      const id = (await addUser(store, { name: `${roles[0]}${++count}`, password: null, now })) as number
      for (const role of roles) await addMembership(store, { user: id, unit, role })
      return id
    }
    const filler = await person(bureau, 'filler')
    const unit = { id: bureau, name, kind: 'department' as const }
    const report = (await startReport(store, { unit, year: 2025, by: filler, now, values: cleanReport(2025).values })) as number
    return {
      ...{ city, bureau, filler, report, person },
      next: async () => (await findNextSteps(store, [await openFiling(store, report)], now)).get(report),
      step: (by: number, step: TransitionName, given = {}) => take(store, step, report, by, { now, ...given }),
      requests: () => listRequests(store, [bureau])
    }
  }

  it('names who takes the next step, from the start to publication, and nobody afterwards', async () => {
    const one = await newCase('CHECKING')
    const [checker, signer] = [await one.person(one.bureau, 'checker'), await one.person(one.bureau, 'signer')]
    const [reviewer, other] = [await one.person(one.city, 'reviewer'), await one.person(one.city, 'reviewer')]
    const waits = async () => {
      const next = await one.next()
      return next && [next.name, next.role, ...next.people.map(({ id }) => id)]
    }
    expect(await waits()).toEqual(['submit', 'filler', one.filler])
    await one.step(one.filler, 'submit')
    expect(await waits()).toEqual(['pass', 'checker', checker])
    await one.step(checker, 'pass')
    expect((await waits())?.toSorted()).toEqual(['claim', 'reviewer', reviewer, other].toSorted())
    await one.step(reviewer, 'claim')
    expect(await waits()).toEqual(['approve', 'reviewer', reviewer])
    await one.step(reviewer, 'approve')
    expect(await waits()).toEqual(['publish', 'signer', signer])
    await one.step(signer, 'publish')
    expect(await waits()).toBeUndefined()
  })

  it('an approved report of a unit nobody signs for waits for whoever reviews it', async () => {
    const one = await newCase()
    const reviewer = await one.person(one.city, 'reviewer')
    for (const [by, step] of [
      [one.filler, 'submit'],
      [reviewer, 'claim'],
      [reviewer, 'approve']
    ] as const)
      await one.step(by, step)
    expect(await one.next()).toMatchObject({ name: 'publish', role: 'reviewer', people: [{ id: reviewer }] })
  })

  it('where nobody holds the role it says where somebody is missing and who can mend it, the nearest administrator', async () => {
    const one = await newCase('SIGNING')
    const above = await one.person(one.city, 'admin')
    await one.step(one.filler, 'submit')
    expect(await one.next()).toMatchObject({
      ...{ name: 'pass', role: 'signer', people: [], lack: 'nobody', isOwn: true },
      ...{ place: { id: one.bureau }, menders: [{ id: above }] }
    })
    const own = await one.person(one.bureau, 'admin')
    expect((await one.next())?.menders).toMatchObject([{ id: own }])
    await one.step(await one.person(one.bureau, 'signer'), 'pass')
    expect(await one.next()).toMatchObject({
      role: 'reviewer',
      lack: 'nobody',
      isOwn: false,
      place: { id: one.city },
      menders: [{ id: above }]
    })
  })

  it('an account that is closed holds no role, one that is locked can take no step', async () => {
    const one = await newCase('SIGNING')
    await one.step(one.filler, 'submit')
    const signer = await one.person(one.bureau, 'signer')
    await setLocked(store, signer, new Date('2100-01-01'))
    expect(await one.next()).toMatchObject({ lack: 'locked', barred: [{ id: signer }] })
    await setClosed(store, signer, true)
    expect(await one.next()).toMatchObject({ lack: 'nobody', barred: [] })
  })

  it('nobody decides on his own work, save where a unit reviews itself and has nobody else', async () => {
    const one = await newCase()
    await addMembership(store, { user: one.filler, unit: one.bureau, role: 'reviewer' })
    await one.step(one.filler, 'submit')
    const refused = { ok: false, demand: "other's work" }
    // Whoever reviews the city's units is asked, even if he works in the bureau as well.
    await addMembership(store, { user: one.filler, unit: one.city, role: 'reviewer' })
    expect(await one.next()).toMatchObject({ lack: 'own work', barred: [{ id: one.filler }] })
    expect(await one.step(one.filler, 'claim')).toMatchObject(refused)

    await setReviewer(store, one.bureau, one.bureau)
    expect(await one.next()).toMatchObject({ name: 'claim', people: [{ id: one.filler }] })
    const colleague = await one.person(one.bureau, 'reviewer')
    expect(await one.next()).toMatchObject({ people: [{ id: colleague }] })
    expect(await one.step(one.filler, 'claim')).toMatchObject(refused)

    await setClosed(store, colleague, true)
    for (const step of ['claim', 'approve', 'publish'] as const) expect(await one.step(one.filler, step)).toMatchObject({ ok: true })
  })

  it('a unit that reviews itself does not sign for itself: the steps of its chain stay those of others', async () => {
    const one = await newCase('SIGNING')
    await setReviewer(store, one.bureau, one.bureau)
    await addMembership(store, { user: one.filler, unit: one.bureau, role: 'signer' })
    await one.step(one.filler, 'submit')
    expect(await one.next()).toMatchObject({ role: 'signer', lack: 'own work' })
    expect(await one.step(one.filler, 'pass')).toMatchObject({ ok: false, demand: "other's work" })
  })

  it('a request waits until it is granted, declined or overtaken', async () => {
    const one = await newCase()
    const reviewer = await one.person(one.city, 'reviewer')
    for (const [by, step] of [
      [one.filler, 'submit'],
      [reviewer, 'claim'],
      [reviewer, 'approve'],
      [reviewer, 'publish']
    ] as const)
      await one.step(by, step)
    expect(await one.requests()).toEqual([])
    expect(await one.step(reviewer, 'decline', { reason: '没有申请' })).toMatchObject({ ok: false, demand: 'request' })
    const ask = () => one.step(one.filler, 'askCorrection', { reason: '表三漏报一件' })
    await ask()
    expect(await one.requests()).toMatchObject([
      { report: one.report, name: 'askCorrection', by: { id: one.filler }, reason: '表三漏报一件' }
    ])
    expect(await one.step(reviewer, 'decline', { reason: '数据核对无误' })).toMatchObject({ ok: true })
    expect(await one.requests()).toEqual([])
    await ask()
    expect(await one.step(reviewer, 'correct', { reason: '同意更正' })).toMatchObject({ ok: true })
    expect(await one.requests()).toEqual([])
  })
})
