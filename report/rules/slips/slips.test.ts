import { describe, expect, it } from 'vitest'
import * as mechanisms from '@/report/testing/probes/mechanisms'
import { type Pair, sidesOf } from '@/report/testing/probes/probe'
import { slips } from '@/report/testing/probes/slips'
import { unseenSlips } from '@/report/testing/probes/unseen'
import { mendAll } from './slips'

const pairs = [...slips, ...unseenSlips, ...Object.values(mechanisms).flat()].filter((one): one is Pair => one[2] === 'X-12')

describe('what is mended', () => {
  it.each(pairs.map((pair) => sidesOf(pair).wrong[1]))('stays as it is when it is read again: %s', (wrong) => {
    const once = mendAll(wrong)
    const again = mendAll(once.text)
    expect(again.text).toBe(once.text)
    expect(again.told.flatMap(({ why }) => (once.told.some((one) => one.why === why) ? [] : [why]))).toEqual([])
  })
})
