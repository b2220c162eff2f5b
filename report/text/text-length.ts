import type { Address, Template } from '@/report/template'

/**
 * The most UTF-16 units a field of prose may hold. The longest field of a published report has about 3,000; six sections
 * of this length are a book.
 */
export const LONGEST_TEXT = 20_000

/** The most UTF-16 units a cell may hold: a number with its remark. */
export const LONGEST_CELL = 500

/** From here on the form says how much may still be written. */
export const NEARLY_TOO_LONG = 0.9 * LONGEST_TEXT

/**
 * By how many UTF-16 units a text is too long to be kept, 0 if it is not. One that was stored when more was accepted may
 * be made shorter step by step: what stands there is never cut, and never has to be deleted at once.
 */
export function excessOf(template: Pick<Template, 'index'>, at: Address, was: string, now: string): number {
  const most = template.index.has(at) ? LONGEST_CELL : LONGEST_TEXT
  return now.length <= most || now.length < was.length ? 0 : now.length - most
}
