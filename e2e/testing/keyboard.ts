import { expect, type Locator, type Page } from '@playwright/test'

/** What has the focus, or why it is lost: nothing has it, or it cannot be seen. */
function findFocus(page: Page): Promise<{ is: string; isLost: boolean }> {
  return page.evaluate(() => {
    const one = document.activeElement
    if (!(one instanceof HTMLElement) || one === document.body) return { is: 'the page itself', isLost: true }
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
  })
}

/**
 * Somebody without a mouse. Keys are counted, the words that are typed are not: they are the same on every way. After each key the
 * focus is somewhere, and in sight.
 */
export class Keyboard {
  count = 0
  constructor(
    readonly page: Page,
    private readonly look = true
  ) {}

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.count++
      await this.page.keyboard.press(key)
      if (this.look) await expect.poll(() => findFocus(this.page), { message: `after ${key}` }).toMatchObject({ isLost: false })
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
