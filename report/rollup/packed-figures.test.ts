import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTemplate, templates } from '@/report/templates'
import type { Figure } from './figures'
import { amountAt, packFigures, placesOf, readStretch, stretchesOf, tallyFigures, unpackFigures } from './packed-figures'

/** SHA-256 of the addresses of each form in their order. Stored figures depend on it: a form that is in use never changes it. */
const ORDERS = { F2019: '7e19588e33a70bd4', F2021: '1cd5527fc817f1a4' }

const template = openTemplate('F2021')
const addresses = [...placesOf(template).keys()]

const amount = fc.oneof(
  fc.integer({ min: -(10 ** 15), max: 10 ** 15 }),
  fc.constantFrom(0, -1, 2 ** 31, 2 ** 32, -(2 ** 32), 10 ** 15, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER)
)
const figure = fc.oneof(
  { weight: 4, arbitrary: amount.map((one) => ({ amount: one as number | null, standing: 'value' as Figure['standing'] })) },
  fc.constantFrom({ amount: null, standing: 'blank' as const }, { amount: null, standing: 'unreadable' as const })
)
const report = fc
  .array(figure, { minLength: addresses.length, maxLength: addresses.length })
  .map((figures) => figures.map((one, i): Figure => ({ at: addresses[i] as string, ...one })))

it.each(templates.map((one) => [one.id, one] as const))('the cells of %s stand in the order that is stored', (id, form) => {
  const order = createHash('sha256')
    .update([...placesOf(form).keys()].join('\n'))
    .digest('hex')
    .slice(0, 16)
  expect(order).toBe(ORDERS[id as keyof typeof ORDERS])
})

describe('packed figures', () => {
  it('are read as they were, whole, some cells of them, or one', () => {
    fc.assert(
      fc.property(report, fc.subarray(addresses, { minLength: 1 }), (figures, some) => {
        const packed = packFigures(figures)
        expect(unpackFigures(template, packed)).toEqual(figures)
        const wanted = figures.filter(({ at }) => some.includes(at))
        expect(unpackFigures(template, packed, new Set(some))).toEqual(wanted)
        const stretches = stretchesOf(template, some).map((one) => ({
          one,
          digits: Buffer.from(packed.subarray(one.start - 1, one.start - 1 + one.length)).toString('hex')
        }))
        expect(stretches.flatMap(({ one, digits }) => readStretch(one, digits))).toEqual(wanted)
        for (const { one, digits } of stretches)
          for (const { at, place } of one.cells) expect(amountAt(digits, place)).toBe(figures.find((each) => each.at === at)?.amount)
      }),
      { numRuns: 40 }
    )
  })

  it('of a form with other cells are refused', () => {
    expect(() => unpackFigures(openTemplate('F2019'), packFigures([]))).toThrow(RangeError)
  })
})

describe('a tally', () => {
  it('is exact whatever the order, also where a part of the sum is larger than the whole', () => {
    fc.assert(
      fc.property(fc.array(report, { maxLength: 5 }), (reports) => {
        const packed = reports.map((figures, i) => ({ report: i, template, packed: packFigures(figures) }))
        const sums = addresses.map((_, place) => reports.reduce((sum, figures) => sum + BigInt(figures[place]?.amount ?? 0), 0n))
        if (sums.some((sum) => !Number.isSafeInteger(Number(sum)))) {
          expect(() => tallyFigures(packed)).toThrow(RangeError)
          return
        }
        const tallied = tallyFigures(packed)
        addresses.forEach((at, place) => {
          const covered = reports.filter((figures) => figures[place]?.standing === 'value').length
          expect(tallied.sums.get(at)).toEqual(covered === 0 ? undefined : { amount: Number(sums[place]), covered })
        })
        const gaps = reports.flatMap((figures, i) =>
          figures.flatMap(({ at, standing }) => (standing === 'value' ? [] : [{ report: i, at, standing }]))
        )
        expect(tallied.gaps).toEqual(gaps)
      }),
      { numRuns: 40 }
    )
  })

  it('adds a cell over the forms that have it', () => {
    const only = (form: 'F2019' | 'F2021', value: number) => {
      const cells = [...placesOf(openTemplate(form)).keys()]
      return packFigures(
        cells.map(
          (at): Figure => ({
            at,
            ...(at === 'requests/granted/person' ? { amount: value, standing: 'value' } : { amount: null, standing: 'blank' })
          })
        )
      )
    }
    const both = (['F2019', 'F2021'] as const).map((form, i) => ({ report: i, template: openTemplate(form), packed: only(form, 10 ** 15) }))
    expect(tallyFigures(both).sums.get('requests/granted/person')).toEqual({ amount: 2 * 10 ** 15, covered: 2 })
  })
})
