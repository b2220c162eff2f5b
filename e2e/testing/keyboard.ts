import { type ElementHandle, expect, type Locator, type Page } from '@playwright/test'

type Focus = { is: string; isSeen: boolean; isWanted: boolean }

const NOTHING = 'the page itself'

/** The focused element, whether it is visible on the screen, and whether it is the wanted one. */
function findFocus(page: Page, wanted?: ElementHandle): Promise<Focus> {
  return page.evaluate(
    ([wanted, nothing]) => {
      const one = document.activeElement
      if (!(one instanceof HTMLElement) || one === document.body) return { is: nothing, isSeen: false, isWanted: false }
      const is = `${one.tagName} ${one.getAttribute('name') ?? one.textContent?.slice(0, 40)}`
      const { left, top, width, height } = one.getBoundingClientRect()
      const isHit = [0.5, 0.1, 0.9].some((x) =>
        [0.5, 0.1, 0.9].some((y) => {
          const hit = document.elementFromPoint(left + x * width, top + y * height)
          // The visible part of a switch is the element beside its input.
          return hit !== null && (one.parentElement?.contains(hit) || hit.contains(one) || hit.closest('label')?.contains(one))
        })
      )
      // The main content (target of the skip link) and a dialog as a whole may have the focus.
      const isSeen = one.matches('main, [role="dialog"]') || (isHit && !one.closest('[inert]'))
      return { is, isSeen, isWanted: one === wanted }
    },
    [wanted, NOTHING] as const
  )
}

/**
 * A user without a mouse. Keystrokes are counted, typed text is not, because it is the same in every way of working. Once an element
 * has the focus, there must be a visible focused element after each keystroke.
 */
export class Keyboard {
  count = 0
  private hadFocus = false
  constructor(
    readonly page: Page,
    private readonly looks = true
  ) {
    // On a page just loaded nothing has the focus until somebody presses Tab.
    page.on('domcontentloaded', () => {
      this.hadFocus = false
    })
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.pressOne(key)
  }

  type(words: string): Promise<void> {
    return this.page.keyboard.type(words)
  }

  /** Presses Tab until the wanted element has the focus. */
  async goTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    // Located once: finding an element by its role takes longer than pressing a key.
    const element = (await wanted.elementHandle()) ?? undefined
    if ((await findFocus(this.page, element)).isWanted) return
    for (let i = 0; i < 200; i++) if ((await this.pressOne(key, element)).isWanted) return
    throw new Error(`the keyboard does not reach ${wanted}`)
  }

  private async pressOne(key: string, wanted?: ElementHandle): Promise<Focus> {
    this.count++
    await this.page.keyboard.press(key)
    let focus = await findFocus(this.page, wanted)
    const lookAgain = async () => {
      focus = await findFocus(this.page, wanted)
      return focus
    }
    if (this.looks && this.hadFocus && !focus.isSeen)
      await expect.poll(lookAgain, { message: `after ${key}` }).toMatchObject({ isSeen: true })
    this.hadFocus = focus.is !== NOTHING
    return focus
  }
}
