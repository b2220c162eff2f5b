import type { BrowserContext, Page } from '@playwright/test'
import type { Values } from '@/report/values'
import { randomFrom } from '@/server/testing/random'
import { breakOnDemand, failAt, SUMMED } from '../testing/failing'
import { at, enter, expect, PASSWORD, saveState, test, type World } from '../testing/world'

const STEPS = Number(process.env.WALK_STEPS ?? 200)
const SEED = Number(process.env.WALK_SEED ?? 20_260_131)
/** The steps are shared by so many clerks, each with numbers of his own, who walk side by side. */
const CLERKS = 4

/** Typed into by the walker, in whatever tab; nobody else writes there. */
const MINE = ['requests/received/person', 'requests/received/company', 'requests/carried-in/person', 'problems'] as const
/** Written by a colleague only. */
const THEIRS = ['requests/received/research', 'requests/received/welfare'] as const

type Screen = { state: string; texts: Values }

/**
 * Somebody who works as clerks do: types, leaves, comes back, loses the connection, the session, the page itself. After
 * every step nothing he typed is missing on the screen, and where it says 已保存, the screen is what the database holds.
 */
class Walker {
  readonly log: string[] = []
  /** Includes what stood there before. */
  readonly typed: Record<string, string> = Object.fromEntries(MINE.flatMap((at) => (SUMMED[at] ? [[at, SUMMED[at]]] : [])))
  private isOffline = false
  /** Nobody is signed in, and the page has not found out. */
  private isExpired = false
  private readonly random: () => number

  constructor(
    private readonly page: Page,
    private readonly context: BrowserContext,
    private readonly world: World,
    private readonly report: number,
    private readonly filler: string,
    private readonly colleague: string,
    private readonly seed: number
  ) {
    this.random = randomFrom(seed)
  }

  private readonly steps: Record<string, [weight: number, () => Promise<void>]> = {
    type: [30, () => this.type(this.page)],
    pause: [6, () => this.page.waitForTimeout(600)],
    part: [6, () => this.switchPart()],
    leave: [7, () => this.online(() => this.leaveAndComeBack())],
    leaveAtOnce: [6, () => this.online(async () => [await this.type(this.page), await this.leaveAndComeBack()])],
    backForward: [5, () => this.online(() => this.backAndForward())],
    reload: [6, () => this.online(() => this.reload())],
    reloadAtOnce: [5, () => this.online(async () => [await this.type(this.page), await this.reload()])],
    offline: [5, () => this.setOffline(true)],
    online: [8, () => this.setOffline(false)],
    retry: [4, () => this.retry()],
    fail: [4, () => this.fail()],
    signOut: [3, () => this.online(() => this.signOutAndIn())],
    expire: [4, () => this.expire()],
    secondTab: [4, () => this.online(() => this.typeInSecondTab())],
    tabDies: [3, () => this.closeAndOpenAnew()],
    sleep: [5, () => this.sleep()]
  }

  async step(): Promise<void> {
    const name = this.pick(Object.entries(this.steps).flatMap(([name, [weight]]) => Array<string>(weight).fill(name)))
    this.log.push(name)
    try {
      await this.steps[name]?.[1]()
      await this.check()
    } catch (cause) {
      throw new Error(`${this.last()}: ${cause}`, { cause })
    }
  }

  /** Nothing typed is missing, and nothing old is called saved. */
  async check(): Promise<void> {
    await this.answerDialog()
    await expect
      .poll(async () => (await this.look(this.page)).texts, { message: this.last(), timeout: 40_000 })
      .toMatchObject(await this.shown())
    const { state, texts } = await this.look(this.page)
    if (/已保存/.test(state)) expect(await this.stored(), this.last()).toEqual(texts)
  }

  async end(): Promise<void> {
    await this.setOffline(false)
    await this.answerDialog()
    await expect(saveState(this.page), this.last()).toHaveText(/已保存/, { timeout: 40_000 })
    await this.check()
    const stored = await this.world.values(this.report)
    for (const [address, text] of Object.entries(this.typed)) expect(stored[address] ?? '', this.last()).toBe(text)
  }

  last = () => `seed ${this.seed}, step ${this.log.length}: … ${this.log.slice(-12).join(' ')}`

  /** What the fields hold that stand on the screen, and what is said about them: read in one moment. */
  private async look(page: Page): Promise<Screen> {
    return page.evaluate(
      (addresses) => {
        const texts: Record<string, string> = {}
        for (const address of addresses) {
          const field = document.querySelector(`[name="${address}"]`)
          if (field instanceof HTMLInputElement) texts[address] = field.value
          else if (field) texts[address] = [...field.querySelectorAll('p')].map(({ textContent }) => textContent).join('\n')
        }
        return { state: document.querySelector('[aria-label="保存状态"]')?.textContent ?? '', texts }
      },
      [...MINE, ...THEIRS]
    )
  }

  private async part(page = this.page): Promise<readonly string[]> {
    return Object.keys((await this.look(page)).texts)
  }

  /** What must stand on the screen: all that was typed into the part that is shown. */
  private async shown(): Promise<Values> {
    const here = await this.part()
    return Object.fromEntries(Object.entries(this.typed).filter(([address]) => here.includes(address)))
  }

  private async stored(page = this.page): Promise<Values> {
    const values = await this.world.values(this.report)
    return Object.fromEntries((await this.part(page)).map((address) => [address, values[address] ?? '']))
  }

  private pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.random() * from.length)] as T
  }

  private async type(page: Page): Promise<void> {
    const here = Object.keys((await this.look(page)).texts).filter((address) => MINE.includes(address as (typeof MINE)[number]))
    const address = this.pick(here)
    const digit = String(Math.floor(this.random() * 9) + 1)
    const before = this.typed[address] ?? ''
    this.log.push(`${address}+${digit}`)
    await expect(at(page, address)).toBeEditable()
    if (before.length > 6) {
      this.typed[address] = digit
      await at(page, address).fill(digit)
    } else {
      this.typed[address] = before + digit
      await at(page, address).focus()
      await page.keyboard.press('Control+End')
      await page.keyboard.press(digit)
    }
  }

  private async switchPart(): Promise<void> {
    const to = (await this.part()).includes('problems') ? '三' : '五'
    await this.openPart(to)
  }

  private async openPart(number: '三' | '五'): Promise<void> {
    const parts = this.page.getByRole('navigation', { name: '年报各部分' })
    await parts.getByRole('link', { name: new RegExp(`^${number}、`) }).click()
    await expect.poll(async () => (await this.part()).includes('problems'), { message: this.last() }).toBe(number === '五')
    await expect(at(this.page, number === '五' ? 'problems' : MINE[0])).toBeVisible()
  }

  private async online(work: () => Promise<unknown>): Promise<void> {
    if (!this.isOffline) await work()
  }

  private async setOffline(isOffline: boolean): Promise<void> {
    this.isOffline = isOffline
    await this.context.setOffline(isOffline)
    await this.findOut()
  }

  private async arrive(): Promise<void> {
    await this.answerDialog()
    await expect(saveState(this.page), this.last()).toBeVisible()
  }

  private async leaveAndComeBack(): Promise<void> {
    await this.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '工作台' }).click()
    await this.page.waitForURL('/')
    if (this.random() < 0.5) await this.colleagueSaves()
    if (this.random() < 0.3) await this.setOffline(true)
    await this.page.goBack()
    await this.arrive()
  }

  private async backAndForward(): Promise<void> {
    await this.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '核对规则' }).click()
    await this.page.waitForURL('/rules')
    await this.page.goBack()
    await this.arrive()
    await this.page.goForward()
    await this.page.waitForURL('/rules')
    await this.page.goBack()
    await this.arrive()
  }

  private async reload(): Promise<void> {
    await this.page.reload()
    await this.arrive()
  }

  private async retry(): Promise<void> {
    const button = saveState(this.page).getByRole('button')
    if (await button.isVisible()) await button.click({ timeout: 1000 }).catch(() => undefined)
  }

  private async fail(): Promise<void> {
    const [address] = MINE
    if (!(await this.part()).includes(address)) return
    const text = `${this.typed[address] ?? ''}`.slice(0, 6)
    this.typed[address] = text === '7' ? '8' : `${text.slice(0, 5)}${Math.floor(this.random() * 9) + 1}`
    if (this.typed[address] === text) this.typed[address] = '41'
    await failAt(this.page, address, this.typed[address] as string)
    await this.page.getByRole('button', { name: '重试', exact: true }).click()
    await this.arrive()
  }

  private async signOutAndIn(): Promise<void> {
    await this.page.locator('summary', { hasText: this.filler }).click()
    await this.page.getByRole('button', { name: '退出登录' }).click()
    await this.page.waitForURL('/sign-in')
    await this.page.getByLabel('用户名').fill(this.filler)
    await this.page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await this.page.getByRole('button', { name: '登录' }).click()
    await this.page.waitForURL('/')
    await this.page.locator(`a[href="/reports/${this.report}"]`).first().click()
    await this.page.waitForURL(/reports/)
    await this.arrive()
    await this.openPart('三')
  }

  /** The session is over; the next save finds out, or the first one once the connection is back. */
  private async expire(): Promise<void> {
    // Otherwise what is still under way finds out, and its dialog opens between two keys.
    if (!this.isOffline) await this.settle()
    await this.world.expire(this.filler)
    this.isExpired = true
    await this.type(this.page)
    await this.findOut()
  }

  private async findOut(): Promise<void> {
    if (this.isOffline || !this.isExpired) return
    await this.page.getByRole('dialog', { name: '登录已过期' }).waitFor()
    this.isExpired = false
  }

  private async answerDialog(): Promise<void> {
    const password = this.page.getByRole('dialog', { name: '登录已过期' }).getByLabel('密码', { exact: true })
    if (this.isOffline || !(await password.isVisible())) return
    await password.fill(PASSWORD)
    await this.page.getByRole('button', { name: '登录并上传' }).click()
    await expect(password).toBeHidden()
  }

  private async typeInSecondTab(): Promise<void> {
    await this.settle()
    const second = await this.context.newPage()
    second.on('dialog', (dialog) => dialog.accept())
    await second.goto(`/reports/${this.report}?part=requests`)
    await expect(saveState(second)).toBeVisible()
    await this.type(second)
    if (this.random() < 0.5) await expect(saveState(second), this.last()).toHaveText(/已保存/)
    else await this.untilKept(second)
    await second.close()
    await this.comeBack()
  }

  /** A key is kept after the frame that shows it; a tab that is killed before that loses it, as it does what nobody saw. */
  private async untilKept(page: Page): Promise<void> {
    const { texts } = await this.look(page)
    await expect
      .poll(async () => ({ ...(await this.stored(page)), ...(await readJournal(page)) }), { message: this.last() })
      .toMatchObject(Object.fromEntries(Object.entries(texts).filter(([address]) => MINE.includes(address as (typeof MINE)[number]))))
  }

  private async settle(): Promise<void> {
    await expect(saveState(this.page), this.last()).toHaveText(/已保存/, { timeout: 40_000 })
  }

  /** Closes the tab and opens the address in another. */
  private async closeAndOpenAnew(): Promise<void> {
    if (this.isOffline) return
    await this.page.goto('about:blank')
    await this.page.goto(`/reports/${this.report}?part=requests`)
    await this.arrive()
  }

  /** The window is looked at again after a while. */
  private async sleep(): Promise<void> {
    await this.colleagueSaves()
    await this.comeBack()
  }

  private async comeBack(): Promise<void> {
    await this.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  }

  private async colleagueSaves(): Promise<void> {
    await this.world.type(this.report, this.colleague, { [this.pick(THEIRS)]: String(Math.floor(this.random() * 900)) })
  }
}

/** Every unsent text this browser keeps, whichever tab typed it. */
function readJournal(page: Page): Promise<Values> {
  return page.evaluate(
    () =>
      new Promise<Record<string, string>>((resolve, reject) => {
        const opening = indexedDB.open('keyval-store')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const reading = opening.result.transaction('keyval').objectStore('keyval').getAll()
          reading.onerror = () => reject(reading.error)
          reading.onsuccess = () => {
            opening.result.close()
            const unsent = reading.result as {
              batches: { cells: { at: string; now: string }[] }[]
              pending: { at: string; now: string }[]
            }[]
            const cells = unsent.flatMap(({ batches, pending }) => [...batches.flatMap((batch) => batch.cells), ...pending])
            resolve(Object.fromEntries(cells.map(({ at, now }) => [at, now])))
          }
        }
      })
  )
}

// A keystroke lost once in a while is lost.
test.describe.configure({ retries: 0 })

for (let seed = SEED; seed < SEED + CLERKS; seed++)
  test(`${STEPS / CLERKS} steps of a clerk at random, by seed ${seed}: never an old value under 已保存, never a keystroke lost`, {
    tag: '@wide'
  }, async ({ page, context, world }) => {
    test.setTimeout(90_000 + STEPS * 1500)
    const unit = await world.unit('丑市财政局')
    const report = await world.report(unit, 2024, SUMMED)
    const [filler, colleague] = [await world.user(unit, 'filler'), await world.user(unit, 'filler')]
    page.on('dialog', (dialog) => dialog.accept())
    await breakOnDemand(page)
    await enter(page, filler)
    await page.goto(`/reports/${report}?part=requests`)
    const walker = new Walker(page, context, world, report, filler, colleague, seed)
    for (let i = 0; i < STEPS / CLERKS; i++) await walker.step()
    await walker.end()
  })
