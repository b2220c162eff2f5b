import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '@/db/engine/client'
import { setCampaign } from '@/db/people/campaigns'
import { addUnit, setChain } from '@/db/people/units'
import { addMembership, addUser } from '@/db/people/users'
import { saveCells } from '@/db/reports/cells'
import { addReply, addThread, listThreads, settleThread } from '@/db/reports/comments'
import { verifyHistories } from '@/db/reports/events'
import { type Filing, listRevisions, readReport, startReport } from '@/db/reports/reports'
import { type Given, isEntitled, type Model, mayAsk, mayType, newRevision, type Person, speaksAs, step, wait } from '@/db/testing/model'
import { opened, take } from '@/db/testing/steps'
import { cleanReport } from '@/report/testing/clean'
import { isAsking, mayRemark } from '@/report/workflow/rights'
import { ROLES, type Role } from '@/report/workflow/roles'
import { STATES, type State, type Step } from '@/report/workflow/states'
import { mayTake, TRANSITION_NAMES, type TransitionName } from '@/report/workflow/transitions'
import { expireClaims } from './transitions'

const START = Date.parse('2020-01-15T02:00:00Z')
const CLOSE = '2020-01-20'
const CORRECTION_END = '2020-01-23'
const endOf = (day: string) => Date.parse(`${day}T16:00:00Z`)

/** Everybody who can have a say, and some who cannot; two hold roles on both sides. */
const PEOPLE: readonly Person[] = [
  { name: 'clerk', roles: ['filler'] },
  { name: 'second clerk', roles: ['filler'] },
  { name: 'checker', roles: ['checker'] },
  { name: 'secrecy', roles: ['secrecy'] },
  { name: 'signer', roles: ['signer'] },
  { name: 'reviewer', roles: ['reviewer'] },
  { name: 'colleague', roles: ['reviewer'] },
  { name: 'clerk who reviews', roles: ['filler', 'reviewer'] },
  { name: 'one-man office', roles: ['filler', 'checker', 'secrecy', 'signer'] },
  { name: 'compiler', roles: ['compiler'] },
  { name: 'administrator', roles: ['admin'] },
  { name: 'reader', roles: ['reader'] }
]
const person = (name: string) => PEOPLE.find((one) => one.name === name) as Person
const TEXTS = ['本年度按要求办理，今后继续改进。', '人手不足，今后加强培训。'] as const
const CHAINS: readonly (readonly Step[])[] = [[], ['SIGNING'], ['CHECKING', 'SIGNING'], ['CHECKING', 'SECRECY', 'SIGNING']]
const MET: Given = { reason: '理由充分', note: '更正数字', to: person('colleague') }

/** A report in the database beside its model; every act is done to both and must have the same outcome. */
class Twin {
  readonly model: Model
  private constructor(
    readonly store: Store,
    readonly users: ReadonlyMap<string, number>,
    readonly unit: number,
    chain: readonly Step[]
  ) {
    const first = newRevision(TEXTS[0], false)
    first.authors.add('clerk')
    this.model = { chain, revisions: [first], now: START, close: endOf(CLOSE), correctionEnd: endOf(CORRECTION_END), wasPublic: false }
  }

  static async begin(store: Store, users: ReadonlyMap<string, number>, above: number, chain: readonly Step[]): Promise<Twin> {
    const now = new Date(START)
    const unit = {
      id: await addUnit(store, { name: '辛市民政局', kind: 'department', above, now }),
      name: '辛市民政局',
      kind: 'department' as const
    }
    await setChain(store, unit.id, chain)
    const values = { ...cleanReport(2019).values, problems: TEXTS[0] }
    await startReport(store, { unit, year: 2019, by: users.get('clerk') as number, now, values })
    return new Twin(store, users, unit.id, chain)
  }

  private get now() {
    return new Date(this.model.now)
  }
  private user = ({ name }: Person) => this.users.get(name) as number
  filings = (): Promise<Filing[]> => listRevisions(this.store, { unit: this.unit, year: 2019, kind: 'department' })
  private async filing(at: number) {
    return (await this.filings())[at] as Filing
  }

  /** What the gate lets through and the transaction then does. A step out of turn gets as far as the transaction. */
  async step(at: number, name: TransitionName, who: Person, { reason, note, to }: Given): Promise<boolean> {
    const filing = await this.filing(at)
    const given = { now: this.now, reason, changeNote: note, to: to && this.user(to) }
    const passes = mayTake(name, filing.state, who.roles)
    const moved =
      passes || !isReachable(name, filing.state) ? await take(this.store, name, filing.id, this.user(who), given) : { ok: false }
    const agreed = step(this.model, at, name, who, { reason, note, to })
    expect({ name, who: who.name, from: filing.state, moved: moved.ok }).toEqual({ name, who: who.name, from: filing.state, moved: agreed })
    return agreed
  }

  async type(at: number, who: Person, cell: 'problems' | 'requests/received/person', text: string): Promise<void> {
    const filing = await this.filing(at)
    const one = this.model.revisions[at]
    if (!one || !who.roles.includes('filler')) return
    const was = (await readReport(this.store, filing)).values[cell] ?? ''
    const saved = await saveCells(this.store, await opened(this.store, 'edit', filing.id, this.user(who)), {
      saveId: `save ${this.model.now} ${Math.random()}`,
      now: this.now,
      cells: [{ at: cell, was, now: text, how: 'typed' }]
    })
    expect(saved.ok).toBe(mayType(one, who))
    if (!saved.ok || was === text) return
    one.authors.add(who.name)
    if (cell === 'problems') one.text = text
    else one.isBroken = text !== '10'
  }

  async comment(at: number, who: Person, onText: boolean): Promise<void> {
    const filing = await this.filing(at)
    const one = this.model.revisions[at]
    const added = mayRemark('comment', filing, who.roles)
      ? await addThread(this.store, await opened(this.store, 'comment', filing.id, this.user(who)), 'comments', {
          at: onText ? 'problems' : '',
          quote: '',
          text: '请核对这一处。',
          now: this.now
        })
      : { ok: false }
    expect(added.ok).toBe(one !== undefined && mayAsk(one, who))
    if (added.ok) one?.threads.push({ isOpen: true, onText, seen: one.handedIn, isAsked: true })
  }

  async reply(at: number, who: Person, pick: number): Promise<void> {
    const [filing, one] = [await this.filing(at), this.model.revisions[at]]
    const [thread, known] = await this.pick(filing, at, pick)
    if (!one || !thread || !known) return
    const asks = isAsking(filing.state, who.roles)
    const said = mayRemark('reply', filing, who.roles)
      ? await addReply(this.store, await opened(this.store, 'reply', filing.id, this.user(who)), 'comments', {
          thread,
          text: '已经核对过了。',
          asks,
          now: this.now
        })
      : { ok: false }
    const part = speaksAs(one, who)
    expect(said.ok ? (asks ? 'asks' : 'answers') : undefined).toBe(part)
    if (part === 'asks') known.seen = one.handedIn
    if (part) known.isAsked = part === 'asks'
  }

  async settle(at: number, who: Person, pick: number, isClosed: boolean): Promise<void> {
    const [filing, one] = [await this.filing(at), this.model.revisions[at]]
    const [thread, known] = await this.pick(filing, at, pick)
    if (!one || !thread || !known) return
    const done = mayRemark('comment', filing, who.roles)
      ? await settleThread(this.store, await opened(this.store, 'comment', filing.id, this.user(who)), 'comments', {
          thread,
          isClosed,
          now: this.now
        })
      : { ok: false }
    expect(done.ok).toBe(mayAsk(one, who))
    if (done.ok) known.isOpen = !isClosed
  }

  private async pick(filing: Filing, at: number, pick: number) {
    const threads = await listThreads(this.store, filing.id, 'comments')
    const i = threads.length === 0 ? 0 : pick % threads.length
    return [threads[i]?.id, this.model.revisions[at]?.threads[i]] as const
  }

  async wait(hours: number): Promise<void> {
    wait(this.model, hours)
    await expireClaims(this.store, this.now)
  }

  /** Both tell the same, one revision at most is public and one under way, and what was public stays so or was taken down. */
  async agree(): Promise<void> {
    const states = (await this.filings()).map(({ state }) => state)
    expect(states).toEqual(this.model.revisions.map(({ state }) => state))
    const count = (...wanted: State[]) => states.filter((state) => wanted.includes(state)).length
    expect(count('PUBLISHED')).toBeLessThanOrEqual(1)
    expect(states.length - count('PUBLISHED', 'SUPERSEDED', 'WITHDRAWN')).toBeLessThanOrEqual(1)
    expect(count('PUBLISHED') + count('WITHDRAWN')).toBe(this.model.wasPublic ? 1 : 0)
  }
}

/** Whether anybody at all may take a step from a state. */
const isReachable = (name: TransitionName, state: State) => isEntitled(name, state, ROLES)

type Act = [name: TransitionName | 'comment', who: string, revision?: number]

/** The shortest way into each state: from which state, and what else. */
const WAYS: Record<State, { after?: State; acts: readonly Act[] }> = {
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

const wayTo = (state: State): Act[] => {
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

type Wanted = { name: TransitionName; who: Person }

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
      close: CLOSE,
      correctionEnd: CORRECTION_END
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
  const beginIn = async (state: State) => {
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

  it.each(STATES)('%s is left by every legal step whose demands are met, and by nothing else', async (state) => {
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

  it('goes wherever random walks of everybody lead it as the requirements say, and nowhere else', async () => {
    const acts = fc.array(fc.tuple(fc.nat({ max: 99 }), SMALL, SMALL, SMALL), { minLength: 50, maxLength: 70, size: 'max' })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...CHAINS), acts, async (chain, walk) => {
        const twin = await begin(chain)
        for (const [kind, a, b, c] of walk) {
          const { revisions } = twin.model
          const at = a % 4 === 0 ? a % revisions.length : revisions.length - 1
          const who = PEOPLE[b % PEOPLE.length] as Person
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
  }, 180_000)

  it('has left histories that all verify', async () => {
    expect((await verifyHistories(store)).breaks).toEqual([])
  })
})
