import { join } from 'node:path'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import axe from 'axe-core'
import { openStore, type Store } from '@/db/engine/client'
import { addNotices, listNotices } from '@/db/people/notices'
import { endSessions } from '@/db/people/sessions'
import { addUnit, setChain } from '@/db/people/units'
import { addMembership, addUser, findCredentials, setPassword } from '@/db/people/users'
import { saveCells } from '@/db/reports/cells'
import { addThread } from '@/db/reports/comments'
import { findFiling, listFilings, readReport, startReport } from '@/db/reports/reports'
import { owe } from '@/db/testing/owe'
import { opened, take } from '@/db/testing/steps'
import { closeUnit } from '@/db/testing/unit-verbs'
import { judgeFiling } from '@/db/workflow/demands'
import { addWaiver } from '@/db/workflow/transitions'
import { PAST_REVISION, type ReportKind } from '@/report/report'
import type { Address } from '@/report/template'
import type { Values } from '@/report/values'
import type { Role } from '@/report/workflow/roles'
import type { Step } from '@/report/workflow/states'
import type { TransitionName } from '@/report/workflow/transitions'
import { makeLink, SESSION_COOKIE } from '@/server/gate/link'
import { hashPassword } from '@/server/gate/password'
import { openSessionOf } from '@/server/testing/session'

export const PASSWORD = 'langmanhua-42'

let hashed: Promise<string> | undefined
let count = 0

/** Units and accounts of one test, created in the database the server uses, so that tests never share data. */
export class World {
  constructor(
    readonly store: Store,
    private readonly mark: string
  ) {}

  async unit(name: string, { kind = 'department', above = null }: { kind?: ReportKind; above?: number | null } = {}) {
    return { id: await addUnit(this.store, { name, kind, above, now: new Date() }), name, kind }
  }

  async user(unit: { id: number }, ...roles: Role[]): Promise<string> {
    hashed ??= hashPassword(PASSWORD)
    const name = `${roles[0]}-${this.mark}-${++count}`
    const user = (await addUser(this.store, { name, password: await hashed, now: new Date() })) as number
    await setPassword(this.store, user, await hashed, false)
    for (const role of roles) await addMembership(this.store, { user, unit: unit.id, role })
    return name
  }

  /** Gives an account another role. */
  async member(name: string, unit: { id: number }, role: Role): Promise<void> {
    await addMembership(this.store, { user: await this.idOf(name), unit: unit.id, role })
  }

  async notices(name: string) {
    return listNotices(this.store, await this.idOf(name))
  }

  async report(unit: { id: number; name: string; kind: ReportKind }, year: number, values: Values = {}): Promise<number> {
    const by = (await addUser(this.store, { name: `seed-${this.mark}-${++count}`, password: null, now: new Date() })) as number
    return (await startReport(this.store, { unit, year, by, now: new Date(), values })) as number
  }

  /** The account's id by its user name. */
  async idOf(name: string): Promise<number> {
    return (await findCredentials(this.store, name))?.id as number
  }

  /** The token of a one-time link for an account. */
  async link(name: string): Promise<string> {
    return makeLink(this.store, await this.idOf(name), new Date())
  }

  /** Takes a step in somebody's name, without a browser. */
  async step(
    name: TransitionName,
    report: number,
    user: string,
    given: { reason?: string; changeNote?: string; to?: number } = {}
  ): Promise<void> {
    const moved = await take(this.store, name, report, await this.idOf(user), { now: new Date(), ...given })
    if (!moved.ok) throw new Error(`${name}: ${JSON.stringify(moved)}`)
  }

  /** A late report is handed in only with its warnings waived. */
  async hand(report: number, user: string): Promise<void> {
    const may = await opened(this.store, 'waive', report, await this.idOf(user))
    const filing = await findFiling(this.store, report)
    for (const { key, basis } of filing ? await judgeFiling(this.store, filing, new Date()) : [])
      await addWaiver(this.store, may, { finding: key, basis, text: '同意补报', now: new Date() })
    await this.step('submit', report, user)
  }

  async notify(user: string, report: number | null, text: string): Promise<void> {
    const to = await this.idOf(user)
    await this.store.tx((db) => addNotices({ read: db, t: this.store.t }, [to], { report, text, on: new Date() }))
  }

  /** A year's task, issued to a unit and all below it. */
  async owe(unit: { id: number }, year: number): Promise<void> {
    await owe(this.store, unit.id, year, new Date())
  }

  async close(unit: { id: number }): Promise<void> {
    await closeUnit(this.store, unit.id, { closedOn: '2020-01-01', successor: null })
  }

  async chain(unit: { id: number }, steps: readonly Step[]): Promise<void> {
    await setChain(this.store, unit.id, steps)
  }

  /** A comment of the reviewer. */
  async comment(report: number, user: string, at: Address, text: string): Promise<void> {
    const may = await opened(this.store, 'comment', report, await this.idOf(user))
    await addThread(this.store, may, 'comments', { at, quote: '', text, now: new Date() })
  }

  /** Saves a value as somebody would in another window. */
  async type(report: number, user: string, texts: Values): Promise<void> {
    const before = await this.values(report)
    const cells = Object.entries(texts).map(([at, now]) => ({ at, was: before[at] ?? '', now, how: 'typed' as const }))
    const may = await opened(this.store, 'edit', report, await this.idOf(user))
    await saveCells(this.store, may, { saveId: `world-${this.mark}-${++count}`, cells, now: new Date() })
  }

  /** Ends every session of an account, as the time-out does. */
  async expire(user: string): Promise<void> {
    await endSessions(this.store, await this.idOf(user))
  }

  async values(report: number): Promise<Values> {
    const filing = await findFiling(this.store, report)
    return filing ? (await readReport(this.store, filing)).values : {}
  }

  /** The 历史年报 of a unit for a year. */
  async pastReport(unit: { id: number }, year: number): Promise<number> {
    const revisions = await listFilings(this.store, [unit.id])
    return revisions.find((one) => one.year === year && one.revision === PAST_REVISION)?.id as number
  }

  async filing(report: number) {
    return findFiling(this.store, report)
  }
}

let opening: Promise<Store> | undefined

/** The database of the server, opened once by each process that tests. */
function openServerStore(): Promise<Store> {
  opening ??= openStore(join(process.env.E2E_DATA as string, 'nianbao.db'))
  return opening
}

export const test = base.extend<{ world: World }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
  world: async ({}, use, info) => {
    await use(new World(await openServerStore(), `${info.workerIndex}${Math.random().toString(36).slice(2, 7)}`))
  }
})

export { expect }

/** Types a name and a password on the sign-in page and submits them; `site`: a server other than that of the tests. */
export async function tryToSignIn(page: Page, name: string, password: string, site = ''): Promise<void> {
  await page.goto(`${site}/sign-in`)
  await page.getByLabel('用户名').fill(name)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

export async function signIn(page: Page, name: string, password = PASSWORD, site = ''): Promise<void> {
  await tryToSignIn(page, name, password, site)
  await page.waitForURL(`${site}/`)
}

/** A browser context in which somebody is signed in already; no page is loaded yet. */
export async function enter(page: Page, name: string): Promise<void> {
  const store = await openServerStore()
  const value = await openSessionOf(store, (await findCredentials(store, name))?.id as number)
  await page.context().addCookies([{ name: SESSION_COOKIE, value, url: test.info().project.use.baseURL, httpOnly: true, sameSite: 'Lax' }])
}

/** A cell or text of the form by its address. */
export const at = (page: Page, address: Address): Locator => page.locator(`[name="${address}"]`)

export const saveState = (page: Page): Locator => page.getByLabel('保存状态')

/** The error messages of a page, without Next's route announcer, which is an alert as well. */
export const alertOf = (page: Page): Locator => page.locator('[role="alert"]:not(#__next-route-announcer__)')

/** Opens a section of a report's form and waits for hydration. */
export async function openPart(page: Page, report: number, part: string): Promise<void> {
  await page.goto(`/reports/${report}?part=${part}`)
  await expect(page.getByRole('navigation', { name: '年报各部分' })).toBeVisible()
  // Both appear only after hydration.
  await expect(
    saveState(page)
      .or(page.getByText(/待审核|审核通过/))
      .first()
  ).toBeVisible()
}

declare global {
  interface Window {
    axe?: typeof axe
  }
}

/**
 * Expects no axe violations, with the rule for targets of 24 pixels, which is off by default. Passes are not reported, because
 * collecting them takes most of the time.
 */
export async function expectAccessible(page: Page): Promise<void> {
  // A page that is being changed for another has its title a moment later.
  await expect(page).toHaveTitle(/./)
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe.source)
  const violations = await page.evaluate(
    async () => (await window.axe?.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }))?.violations
  )
  expect(violations?.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
}

/** Presses Tab until the wanted element has the focus: an element that cannot be reached this way cannot be used without a mouse. */
export async function tabTo(page: Page, wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  // Located once: finding an element by its role takes longer than pressing a key.
  const element = await wanted.elementHandle()
  for (let i = 0; i < 400; i++) {
    if (await element?.evaluate((one) => one === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error(`the keyboard does not reach ${wanted}`)
}
