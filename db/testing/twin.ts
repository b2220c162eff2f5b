import { expect } from 'vitest'
import type { Store } from '@/db/engine/client'
import { addUnit, setChain } from '@/db/people/units'
import { saveCells } from '@/db/reports/cells'
import { addReply, addThread, listThreads, settleThread } from '@/db/reports/comments'
import { type Filing, listRevisions, readReport, startReport } from '@/db/reports/reports'
import {
  isEntitled,
  type Model,
  type ModelPerson,
  mayAsk,
  mayType,
  newRevision,
  type StepGiven,
  speaksAs,
  step,
  wait
} from '@/db/testing/model'
import { opened, take } from '@/db/testing/steps'
import { expireClaims } from '@/db/workflow/transitions'
import { cleanReport } from '@/report/testing/clean'
import { isAsking, mayRemark } from '@/report/workflow/rights'
import { ROLES } from '@/report/workflow/roles'
import type { State, Step } from '@/report/workflow/states'
import { mayTake, type TransitionName } from '@/report/workflow/transitions'

export const START = Date.parse('2020-01-15T02:00:00Z')
export const CLOSE = '2020-01-20'
export const CORRECTION_END = '2020-01-23'
export const endOf = (day: string) => Date.parse(`${day}T16:00:00Z`)

/** Everybody who can have a say, and some who cannot; two hold roles on both sides. */
export const PEOPLE: readonly ModelPerson[] = [
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
export const person = (name: string) => PEOPLE.find((one) => one.name === name) as ModelPerson
export const TEXTS = ['本年度按要求办理，今后继续改进。', '人手不足，今后加强培训。'] as const
export const CHAINS: readonly (readonly Step[])[] = [[], ['SIGNING'], ['CHECKING', 'SIGNING'], ['CHECKING', 'SECRECY', 'SIGNING']]
export const MET: StepGiven = { reason: '理由充分', note: '更正数字', to: person('colleague') }

/** A report in the database beside its model; every act is done to both and must have the same outcome. */
export class Twin {
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
  private user = ({ name }: ModelPerson) => this.users.get(name) as number
  filings = (): Promise<Filing[]> => listRevisions(this.store, { unit: this.unit, year: 2019, kind: 'department' })
  private async filing(at: number) {
    return (await this.filings())[at] as Filing
  }

  /** What the gate lets through and the transaction then does. A step out of turn gets as far as the transaction. */
  async step(at: number, name: TransitionName, who: ModelPerson, { reason, note, to }: StepGiven): Promise<boolean> {
    const filing = await this.filing(at)
    const given = { now: this.now, reason, changeNote: note, to: to && this.user(to) }
    const passes = mayTake(name, filing.state, who.roles)
    const moved =
      passes || !isReachable(name, filing.state) ? await take(this.store, name, filing.id, this.user(who), given) : { ok: false }
    const agreed = step(this.model, at, name, who, { reason, note, to })
    expect({ name, who: who.name, from: filing.state, moved: moved.ok }).toEqual({ name, who: who.name, from: filing.state, moved: agreed })
    return agreed
  }

  async type(at: number, who: ModelPerson, cell: 'problems' | 'requests/received/person', text: string): Promise<void> {
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

  async comment(at: number, who: ModelPerson, onText: boolean): Promise<void> {
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

  async reply(at: number, who: ModelPerson, pick: number): Promise<void> {
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

  async settle(at: number, who: ModelPerson, pick: number, isClosed: boolean): Promise<void> {
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
