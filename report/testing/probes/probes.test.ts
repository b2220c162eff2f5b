import { describe, expect, it } from 'vitest'
import { PROBES } from './all'

describe.each([...new Set(PROBES.map(({ part }) => part))])('%s', (of) => {
  for (const { part, report, text, rule, told } of PROBES) {
    if (part !== of) continue
    if (rule === undefined) it(`${report} is silent on ${text}`, () => expect(told()).toEqual([]))
    else it(`${report} tells ${rule} of ${text}`, () => expect(told()).toContain(rule))
  }
})
