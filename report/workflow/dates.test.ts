import { expect, it } from 'vitest'
import { afterQuiet, dayOf, printDay, printMoment, printTime, readQuietHours, sayQuietHours, yearOf } from './dates'

it('writes a day and a moment as the offices do, where they are', () => {
  expect(printDay('2026-01-31')).toBe('2026年1月31日')
  const on = new Date('2026-01-31T02:31:59.000Z')
  expect([printMoment(on), printTime(on), dayOf(on)]).toEqual(['2026年1月31日 10:31', '10:31', '2026-01-31'])
  expect(printMoment(new Date('2025-12-31T16:05:00.000Z'))).toBe('2026年1月1日 00:05')
  expect(['2025-12-31T15:59:59.000Z', '2025-12-31T16:00:00.000Z'].map((text) => yearOf(new Date(text)))).toEqual([2025, 2026])
})

const at = (text: string) => new Date(`${text}+08:00`)

it('what is written in quiet hours goes out when they end, to the minute', () => {
  const night = readQuietHours('20-8')
  const cases = [
    ['2026-01-20T19:59:59', '2026-01-20T19:59:59'],
    ['2026-01-20T20:00:00', '2026-01-21T08:00:00'],
    ['2026-01-31T23:30:00', '2026-02-01T08:00:00'],
    ['2026-02-01T00:10:00', '2026-02-01T08:00:00'],
    ['2026-02-01T08:00:00', '2026-02-01T08:00:00']
  ] as const
  for (const [written, out] of cases) expect(afterQuiet(at(written), night)).toEqual(at(out))
  expect(afterQuiet(at('2026-02-01T12:30:00'), readQuietHours('12-14'))).toEqual(at('2026-02-01T14:00:00'))
  expect(afterQuiet(at('2026-02-01T03:00:00'), undefined)).toEqual(at('2026-02-01T03:00:00'))
})

it('hours are read as they are stored, and nothing else is', () => {
  expect(['20-8', '', null, '8-8', '24-8', '20', 'x-y'].map(readQuietHours)).toEqual([{ from: 20, to: 8 }, ...Array(6).fill(undefined)])
  expect([sayQuietHours({ from: 20, to: 8 }), sayQuietHours({ from: 12, to: 14 })]).toEqual(['20:00 至次日 8:00', '12:00 至 14:00'])
})
