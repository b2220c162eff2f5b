import { describe, expect, it } from 'vitest'
import { PROBES } from './all'

describe.each([...new Set(PROBES.map(({ part }) => part))])('%s', (of) => {
  for (const { part, report, text, rule, told, isMissed } of PROBES) {
    if (part !== of) continue
    if (rule === undefined) it(`${report} is silent on ${text}`, () => expect(told()).toEqual([]))
    else if (isMissed) it(`${report} does not tell ${rule} of ${text} yet`, () => expect(told()).not.toContain(rule))
    else it(`${report} tells ${rule} of ${text}`, () => expect(told()).toContain(rule))
  }
})
