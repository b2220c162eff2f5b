import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '@/db/engine/client'
import { setCampaign } from '@/db/people/change-dates'
import { addUnit } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { verifyHistories } from '@/db/reports/events'
import { isEntitled, type Model, type ModelPerson, step } from '@/db/testing/model'
import { CHAINS, CLOSE, CORRECTION_END, MET, PEOPLE, person, START, TEXTS, Twin } from '@/db/testing/twin'
import { ROLES, type Role } from '@/report/workflow/roles'
import { STATES, type State, type Step } from '@/report/workflow/states'
import { mayTake, TRANSITION_NAMES, type TransitionName } from '@/report/workflow/transitions'

type Act = [name: TransitionName | 'comment', who: string, revision?: number]

/** No step leads to what was read in from a file. */
type Reached = Exclude<State, 'IMPORTED'>
const REACHED = STATES.filter((state): state is Reached => state !== 'IMPORTED')

/** The shortest way into each state: from which state, and what else. */
const WAYS: Record<Reached, { after?: Reached; acts: readonly Act[] }> = {
  DRAFT: { acts: [] },
  NOT_REQUIRED: { acts: [['excuse', 'reviewer']] },
  CHECKING: { acts: [['submit', 'clerk']] },
  SECRECY: { after: 'CHECKING', acts: [['pass', 'checker']] },
  SIGNING: { after: 'SECRECY', acts: [['pass', 'secrecy']] },
  SUBMITTED: { after: 'SIGNING', acts: [['pass', 'signer']] },
  IN_REVIEW: { after: 'SUBMITTED', acts: [['claim', 'reviewer']] },
  RETURNED: {
    after: 'IN_REVIEW',
    acts: [
      ['comment', 'reviewer'],
      ['return', 'reviewer']
    ]
  },
  APPROVED: { after: 'IN_REVIEW', acts: [['approve', 'reviewer']] },
  PUBLISHED: { after: 'APPROVED', acts: [['publish', 'signer']] },
  WITHDRAWN: {
    after: 'PUBLISHED',
    acts: [
      ['askTakeDown', 'signer'],
      ['takeDown', 'reviewer']
    ]
  },
  SUPERSEDED: {
    after: 'PUBLISHED',
    acts: [
      ['correct', 'reviewer'],
      ['submit', 'second clerk', 1],
      ['pass', 'checker', 1],
      ['pass', 'secrecy', 1],
      ['pass', 'signer', 1],
      ['claim', 'reviewer', 1],
      ['approve', 'reviewer', 1],
      ['publish', 'reviewer', 1]
    ]
  }
}

const wayTo = (state: Reached): Act[] => {
  const { after, acts } = WAYS[state]
  return [...(after ? wayTo(after) : []), ...acts]
}

/** The steps somebody's role gives him now: those whose demands are met with all that may be asked for, and the others. */
function listEntitled(model: Model, at: number): { legal: Wanted[]; unmet: Wanted[] } {
  const state = model.revisions[at]?.state as State
  const entitled = TRANSITION_NAMES.flatMap((name) =>
    PEOPLE.filter((who) => isEntitled(name, state, who.roles)).map((who) => ({
      name,
      who,
      isMet: step(structuredClone(model), at, name, who, MET)
    }))
  )
  return { legal: entitled.filter(({ isMet }) => isMet), unmet: entitled.filter(({ isMet }) => !isMet) }
}

type Wanted = { name: TransitionName; who: ModelPerson }

const SMALL = fc.nat({ max: 999 })

describe('the workflow', () => {
  let folder: string
  let store: Store
  let city: number
  const users = new Map<string, number>()

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nianbao-model-'))
    store = await openStore(join(folder, 'test.db'))
    const now = new Date(START)
    city = await addUnit(store, { name: '辛市人民政府', kind: 'government', above: null, now })
    await setCampaign(store, city, 2019, {
      dueDepartment: '2020-01-31',
      dueGovernment: '2020-03-31',
      closeDepartment: CLOSE,
      closeGovernment: CLOSE,
      correctionEndDepartment: CORRECTION_END,
      correctionEndGovernment: CORRECTION_END
    })
    for (const { name, roles } of PEOPLE) {
      const user = (await addUser(store, { name, password: null, now })) as number
      users.set(name, user)
      for (const role of roles) await addMembership(store, { user, unit: city, role })
    }
  })
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })

  const begin = (chain: readonly Step[]) => Twin.begin(store, users, city, chain)
  const beginIn = async (state: Reached) => {
    const twin = await begin(CHAINS.at(-1) ?? [])
    for (const [name, who, at = 0] of wayTo(state)) {
      if (name === 'comment') await twin.comment(at, person(who), true)
      else expect(await twin.step(at, name, person(who), MET)).toBe(true)
    }
    expect(twin.model.revisions[0]?.state).toBe(state)
    return twin
  }

  it('lets each role take exactly the steps the requirements give it, alone or with another role', () => {
    const pairs = ROLES.flatMap((one) => ROLES.map((other): Role[] => [one, other]))
    for (const state of STATES)
      for (const name of TRANSITION_NAMES)
        for (const roles of [[], ...pairs])
          expect({ state, name, roles, may: mayTake(name, state, roles) }).toEqual({
            state,
            name,
            roles,
            may: isEntitled(name, state, roles)
          })
  })

  it.each(REACHED)('%s is left by every legal step whose demands are met, and by nothing else', async (state) => {
    const twin = await beginIn(state)
    const { legal } = listEntitled(twin.model, 0)
    for (const name of TRANSITION_NAMES)
      for (const who of PEOPLE) {
        const isLegal = legal.some((one) => one.name === name && one.who === who)
        if (!isLegal) expect(await twin.step(0, name, who, MET)).toBe(false)
      }
    await twin.agree()
    for (const { name, who } of legal) {
      const fresh = await beginIn(state)
      expect(await fresh.step(0, name, who, MET)).toBe(true)
      await fresh.agree()
    }
  })

  it('goes wherever random walks of everybody lead it as the requirements say, and nowhere else', { tags: ['wide'] }, async () => {
    const acts = fc.array(fc.tuple(fc.nat({ max: 99 }), SMALL, SMALL, SMALL), { minLength: 50, maxLength: 70, size: 'max' })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...CHAINS), acts, async (chain, walk) => {
        const twin = await begin(chain)
        for (const [kind, a, b, c] of walk) {
          const { revisions } = twin.model
          const at = a % 4 === 0 ? a % revisions.length : revisions.length - 1
          const who = PEOPLE[b % PEOPLE.length] as ModelPerson
          const { legal, unmet } = listEntitled(twin.model, at)
          if (kind < 35) {
            const one = legal[b % legal.length]
            if (one) await twin.step(at, one.name, one.who, MET)
          } else if (kind < 50) {
            const one = unmet[b % unmet.length]
            if (one) await twin.step(at, one.name, one.who, MET)
          } else if (kind < 60) {
            const one = legal[b % legal.length]
            const given = { reason: a % 3 ? '理由充分' : '短', note: a % 2 ? '更正数字' : '', to: PEOPLE[c % (PEOPLE.length + 1)] }
            if (one) await twin.step(at, one.name, one.who, given)
          } else if (kind < 70) {
            await twin.step(at, TRANSITION_NAMES[c % TRANSITION_NAMES.length] as TransitionName, who, MET)
          } else if (kind < 76) await twin.type(at, who, 'problems', TEXTS[c % 2] as string)
          else if (kind < 80) await twin.type(at, who, 'requests/received/person', c % 3 ? '10' : '11')
          else if (kind < 87) await twin.comment(at, who, c % 2 === 0)
          else if (kind < 92) await twin.reply(at, who, c)
          else if (kind < 97) await twin.settle(at, who, c, a % 3 !== 0)
          else await twin.wait(1 + (c % 30))
          await twin.agree()
        }
      }),
      { seed: 2019, numRuns: 50 }
    )
  })

  it('has left histories that all verify', async () => {
    expect((await verifyHistories(store)).breaks).toEqual([])
  })
})
