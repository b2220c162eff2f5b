import { expect, it } from 'vitest'
import { findIndicator, INDICATORS, PRINCIPAL } from './indicators'

it('an indicator has one key, and every one of the overview is there', () => {
  expect(new Set(INDICATORS.map(({ key }) => key)).size).toBe(INDICATORS.length)
  for (const key of PRINCIPAL) expect(findIndicator(key).key).toBe(key)
})
