import { describe, expect, it } from 'vitest'
import { joinPages, type PageTables } from './join-pages'
import type { RuledLine, Sign } from './pdf-marks'
import { findTables } from './pdf-tables'

const XS = [50, 150, 250, 350]
const across = (y: number): RuledLine => ({ isVertical: false, at: y, from: 50, to: 350 })
const down = (from: number, to: number): RuledLine[] => XS.map((at) => ({ isVertical: true, at, from, to }))
/** A text whose first character stands at this place. */
const write = (text: string, left: number, y: number): Sign[] =>
  [...text].map((sign, i) => ({ text: sign, x: left + 5 + 10 * i, y, left: left + 10 * i, right: left + 10 + 10 * i, size: 10 }))

function page(rules: RuledLine[], signs: Sign[], around: Partial<PageTables> = {}): PageTables {
  return { tables: findTables(rules, new Set(signs)), hasAbove: false, hasBelow: false, ...around }
}
const textsOf = (joined: ReturnType<typeof joinPages>) =>
  joined.map((tables) => tables.map(({ rows }) => rows.map((row) => row.map(({ text }) => text))))

const upper = {
  rules: [across(700), across(740), ...down(700, 790)],
  signs: [...write('规章', 60, 720), ...write('行政', 60, 780), ...write('12', 160, 780)]
}
const lower = {
  rules: [across(100), across(140), ...down(60, 140)],
  signs: [...write('许可', 60, 80), ...write('34', 260, 80), ...write('末行', 60, 120)]
}

describe('a table that pages cut', () => {
  it('is one where no rule closes the row, which goes on', () => {
    const joined = joinPages([page(upper.rules, upper.signs), page(lower.rules, lower.signs)])
    expect(textsOf(joined)).toEqual([
      [
        [
          ['规章', '', ''],
          ['行政\n许可', '12', '34'],
          ['末行', '', '']
        ]
      ],
      []
    ])
    expect(joined[0]?.[0]?.pages).toBe(2)
  })

  it('is laid on the same columns where a rule closes it', () => {
    const wide = { ...across(60), to: 350 }
    const merged = [across(60), across(100), across(140), ...down(100, 140), ...down(60, 100).filter(({ at }) => at === 50 || at === 350)]
    const joined = joinPages([page([...upper.rules, across(790)], upper.signs), page([wide, ...merged], lower.signs)])
    expect(joined.map((tables) => tables.map(({ rows }) => rows.map((row) => row.map(({ colspan }) => colspan))))).toEqual([
      [
        [
          [1, 1, 1],
          [1, 1, 1]
        ]
      ],
      [[[3], [1, 1, 1]]]
    ])
  })

  it('is two where text stands between, or where they begin elsewhere', () => {
    const aside = lower.rules.map((rule) => (rule.isVertical ? { ...rule, at: rule.at + 40 } : { ...rule, from: 90, to: 390 }))
    const apart = [
      joinPages([page(upper.rules, upper.signs, { hasBelow: true }), page(lower.rules, lower.signs)]),
      joinPages([page(upper.rules, upper.signs), page(aside, lower.signs)])
    ]
    for (const joined of apart) expect(joined.map((tables) => tables.length)).toEqual([1, 1])
  })

  it('keeps a cell as high as its page, whose rules touch no others', () => {
    const beside = [20, 47].map((at): RuledLine => ({ isVertical: true, at, from: 60, to: 140 }))
    const joined = joinPages([page([...lower.rules, ...beside], [...lower.signs, ...write('组', 28, 100)])])
    expect(textsOf(joined)[0]?.[0]?.[0]?.[0]).toBe('组')
  })
})

it('a number too long for its column is one, also in full-width digits; two numbers below each other in a wide column are two', () => {
  const rules = [
    across(100),
    across(200),
    { isVertical: true, at: 50, from: 100, to: 200 },
    { isVertical: true, at: 70, from: 100, to: 200 },
    { isVertical: true, at: 350, from: 100, to: 200 }
  ] as RuledLine[]
  const signs = [...write('５', 55, 120), ...write('６', 55, 140), ...write('12', 100, 120), ...write('34', 100, 140)]
  expect(findTables(rules, new Set(signs))[0]?.rows[0]?.map(({ text }) => text)).toEqual(['５６', '12\n34'])
})
