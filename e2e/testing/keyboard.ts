import { expect, type Locator, type Page } from '@playwright/test'

const NOTHING = 'the page itself'

/** What has the focus, or why it is lost: nothing has it, or it cannot be seen. */
function findFocus(page: Page): Promise<{ is: string; isLost: boolean }> {
  return page.evaluate((nothing) => {
    const one = document.activeElement
    if (!(one instanceof HTMLElement) || one === document.body) return { is: nothing, isLost: true }
    const is = `${one.tagName} ${one.getAttribute('name') ?? one.textContent?.slice(0, 40)}`
    // The page past its navigation, and a dialog as a whole, are where reading begins.
    if (one.matches('main, [role="dialog"]')) return { is, isLost: false }
    const { left, top, width, height } = one.getBoundingClientRect()
    const isSeen = [0.5, 0.1, 0.9].some((x) =>
      [0.5, 0.1, 0.9].some((y) => {
        const hit = document.elementFromPoint(left + x * width, top + y * height)
        // A switch is drawn by what stands beside its field.
        return hit !== null && (one.parentElement?.contains(hit) || hit.contains(one) || hit.closest('label')?.contains(one))
      })
    )
    return { is, isLost: one.closest('[inert]') !== null || !isSeen }
  }, NOTHING)
}

/**
 * Somebody without a mouse. Keys are counted, the words that are typed are not: they are the same on every way. From the first thing
 * on that has the focus, it is somewhere and in sight after each key.
 */
export class Keyboard {
  count = 0
  private hadFocus = false
  constructor(
    readonly page: Page,
    private readonly look = true
  ) {
    // On a page just loaded nothing has it until somebody presses Tab.
    page.on('domcontentloaded', () => {
      this.hadFocus = false
    })
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.count++
      await this.page.keyboard.press(key)
      if (!this.look) continue
      if (this.hadFocus) await expect.poll(() => findFocus(this.page), { message: `after ${key}` }).toMatchObject({ isLost: false })
      this.hadFocus = (await findFocus(this.page)).is !== NOTHING
    }
  }

  type(words: string): Promise<void> {
    return this.page.keyboard.type(words)
  }

  /** Tab after Tab, until the wanted element has the focus. */
  async goTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const element = await wanted.elementHandle()
    for (let i = 0; i < 200; i++) {
      if (await element?.evaluate((one) => one === document.activeElement)) return
      await this.press(key)
    }
    throw new Error(`the keyboard does not reach ${wanted}`)
  }
}
