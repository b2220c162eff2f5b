import { expect, it } from 'vitest'
import { dayOf, printDay, printMoment, printTime } from './dates'

it('writes a day and a moment as the offices do, where they are', () => {
  expect(printDay('2026-01-31')).toBe('2026年1月31日')
  const on = new Date('2026-01-31T02:31:59.000Z')
  expect([printMoment(on), printTime(on), dayOf(on)]).toEqual(['2026年1月31日 10:31', '10:31', '2026-01-31'])
  expect(printMoment(new Date('2025-12-31T16:05:00.000Z'))).toBe('2026年1月1日 00:05')
})
