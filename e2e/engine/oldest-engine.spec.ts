import type { Browser, Page } from 'puppeteer-core'
import { openCase, YEAR } from '../testing/case'
import { HAS_OLDEST, launchCurrent, launchOldest } from '../testing/engines'
import { expect, PASSWORD, test, type World } from '../testing/world'

/** The same journey in both engines, so that what Chromium 109 lacks shows where it is used. */
const ENGINES: Record<string, () => Promise<Browser>> = { 'Chromium 109': launchOldest, 'the current Chromium': launchCurrent }

for (const [name, start] of Object.entries(ENGINES)) {
  test(`a report is signed in to, broken, mended, written, pasted, handed in and approved in ${name}`, {
    tag: start === launchOldest ? [] : '@wide'
  }, async ({ world, baseURL }) => {
    test.setTimeout(300_000)
    test.skip(start === launchOldest && !HAS_OLDEST, `there is no Chromium 109 for ${process.platform} ${process.arch}`)
    const browser = await start()
    try {
      await travel(browser, world, baseURL as string)
    } finally {
      await browser.close()
    }
  })
}

async function travel(browser: Browser, world: World, site: string): Promise<void> {
  const one = await openCase(world)
  const complaints: string[] = []
  const open = () => openVisitor(browser, site, complaints)

  const clerk = await open()
  await test.step('the clerk signs in and opens table three', async () => {
    await clerk.signIn(one.filler)
    await clerk.go(`/reports/${one.report}?part=requests`)
    await clerk.see('[aria-label="保存状态"]')
  })

  const person = '[name="requests/received/person"]'
  await test.step('a key breaks a sum and another mends it', async () => {
    await clerk.type(person, '99')
    await clerk.holds(person, '99')
    await clerk.see('[name="requests/handled/person"][data-level="error"]')
    await clerk.see('button', '应用')
    await clerk.look('form-broken')
    await clerk.type(person, '10')
    await clerk.miss('[data-level="error"]')
    await clerk.see('[aria-label="保存状态"]', '已保存')
  })

  await test.step('a row is pasted over a wrong one', async () => {
    await clerk.type(person, '77')
    await clerk.see('[name="requests/handled/person"][data-level="error"]')
    await clerk.paste('10\t0\t0\t0\t0\t0\n')
    await clerk.confirm('粘贴')
    await clerk.miss('[role="dialog"]')
    await clerk.miss('[data-level="error"]')
    await clerk.holds(person, '10')
  })

  await test.step('a number in the text is marked, and gone with the text', async () => {
    await clerk.click('nav[aria-label="年报各部分"] a', '一、总体情况')
    const text = '[name="overview/requests"]'
    await clerk.see(text)
    const before = (await world.values(one.report))['overview/requests'] as string
    await clerk.type(text, '全年收到公开申请99件。')
    await clerk.see(`${text} [data-shows="contradicts"]`, '99')
    await clerk.look('prose-marked')
    await clerk.type(text, before)
    await clerk.miss('[data-shows="contradicts"]')
    await clerk.see('[aria-label="保存状态"]', '已保存')
    await expect.poll(() => world.values(one.report)).toMatchObject({ 'overview/requests': before, 'requests/received/person': '10' })
  })

  await test.step('the clerk hands it in', async () => {
    await clerk.click('button', '提交审核')
    await clerk.confirm('提交审核')
    await clerk.see('[aria-label="报告"]', '待审核')
  })

  const supervisor = await open()
  await test.step('the supervisor claims and approves it', async () => {
    await supervisor.signIn(one.reviewer)
    await supervisor.go(`/reports/${one.report}/review`)
    await supervisor.click('button', '领取审核')
    await supervisor.see('body', '您已领取')
    await supervisor.look('review')
    await supervisor.click('button', '审核通过')
    await supervisor.confirm('确认审核通过')
    await supervisor.see('[aria-label="报告"]', '审核通过')
    expect(await one.filing()).toMatchObject({ state: 'APPROVED' })
  })

  await test.step('everybody reads what is published', async () => {
    await one.step('publish', 'reviewer')
    const reader = await open()
    await reader.go(`/published/${one.bureau.id}/${YEAR}`)
    await reader.see('h1', '政府信息公开工作年度报告')
    await reader.look('published')
  })

  expect(complaints, 'what the browser complained of').toEqual([])
}

/** Somebody at a browser of his own. Pages allow no evaluated text, so Puppeteer's own ways of waiting cannot be used. */
async function openVisitor(browser: Browser, site: string, complaints: string[]) {
  const page = await (await browser.createIncognitoBrowserContext()).newPage()
  page.on('pageerror', (error) => complaints.push(`${error}`))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))

  const see = (selector: string, words = '') =>
    expect.poll(() => find(page, selector, words), { message: `${selector} ${words}`, intervals: [100] }).toBeGreaterThan(0)

  const click = async (target: string, words = '') => {
    const selector = `${target}:not(:disabled)`
    await see(selector, words)
    // Puppeteer's own click may scroll to the middle, where a cell lies under the frozen head of its table.
    const middle = await page.evaluate(
      (selector, words) => {
        const found = [...document.querySelectorAll<HTMLElement>(selector)].find(
          (one) => one.getClientRects().length > 0 && one.innerText.includes(words)
        )
        found?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
        const { x, y, width, height } = (found as HTMLElement).getBoundingClientRect()
        return { x: x + width / 2, y: y + height / 2 }
      },
      selector,
      words
    )
    await page.mouse.click(middle.x, middle.y)
  }

  const go = async (path: string, waitUntil: 'load' | 'networkidle0' = 'load') => {
    await page.goto(`${site}${path}`, { waitUntil })
    // Mantine makes this of colours that are variables; no page may show such a one.
    expect(await page.content()).not.toContain('color-mix')
    expect(await find(page, '[aria-labelledby="browser-notice"]', ''), 'the notice for older browsers').toBe(0)
  }

  /** Keeps a picture where the run is asked for them. */
  const look = async (name: string) => {
    const folder = process.env.E2E_PICTURES
    if (folder) await page.screenshot({ path: `${folder}/${name}-${/\/(\d+)/.exec(await browser.version())?.[1]}.png` })
  }

  return {
    page,
    see,
    look,
    click,
    go,
    /** Presses the button a dialog opens on. */
    confirm: async (words: string) => {
      await see('[role="dialog"] button:focus', words)
      await page.keyboard.press('Enter')
    },
    miss: (selector: string) => expect.poll(() => find(page, selector, ''), { message: selector, intervals: [100] }).toBe(0),
    holds: (selector: string, text: string) =>
      expect
        .poll(() => page.evaluate((at) => document.querySelector<HTMLInputElement>(at)?.value, selector), { message: selector })
        .toBe(text),
    /** Puts words in the place of what a field holds, key by key. */
    type: async (selector: string, words: string) => {
      // Until the page listens nothing can be typed.
      await click(`${selector}:not([readonly])`)
      await page.keyboard.down('Control')
      await page.keyboard.press('a')
      await page.keyboard.up('Control')
      await page.keyboard.type(words)
    },
    /** Pastes at the focused field, as a browser does. */
    paste: (text: string) =>
      page.evaluate((text) => {
        const data = new DataTransfer()
        data.setData('text/plain', text)
        document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
      }, text),
    signIn: async (name: string) => {
      // The form does not show when it is hydrated.
      await go('/sign-in', 'networkidle0')
      await look('sign-in')
      await click('[name="name"]')
      await page.keyboard.type(name)
      await click('[name="password"]')
      await page.keyboard.type(PASSWORD)
      await page.keyboard.press('Enter')
      await expect.poll(() => page.url()).toBe(`${site}/`)
    }
  }
}

/** How many elements a selector finds that are seen and say these words. */
function find(page: Page, selector: string, words: string): Promise<number> {
  return page.evaluate(
    (selector, words) =>
      [...document.querySelectorAll<HTMLElement>(selector)].filter(
        (one) => one.getClientRects().length > 0 && one.innerText.includes(words)
      ).length,
    selector,
    words
  )
}
