import { describe, expect, it } from 'vitest'
import * as allOrNone from './all-or-none'
import * as counts from './counts'
import * as lists from './lists'
import * as nouns from './nouns'
import { type Pair, rulesOn, type Silent, sidesOf } from './probe'
import * as slips from './slips'
import * as whose from './whose'

const FIELD: Readonly<Record<string, string>> = {
  titles: 'preamble',
  preambles: 'preamble',
  selves: 'overview/oversight',
  slips: 'overview/oversight',
  lawful: 'overview/oversight',
  selvesOfOthers: 'overview/oversight',
  lists: 'overview/disclosure',
  openLists: 'overview/disclosure',
  moreLists: 'overview/disclosure',
  lastLists: 'overview/requests'
}

describe.each(Object.entries({ ...allOrNone, ...whose, ...counts, ...lists, ...nouns, ...slips }))('%s', (part, probes) => {
  const at = FIELD[part]
  for (const probe of probes as readonly (Pair | Silent)[]) {
    const [name, text, rule] = probe
    if (rule === undefined) {
      it(`${name}: ${text}`, () => expect(rulesOn(name, text, at)).toEqual([]))
      continue
    }
    const { right, wrong } = sidesOf(probe as Pair)
    it(`right: ${right}`, () => expect(rulesOn(...right, at)).toEqual([]))
    it(`wrong: ${wrong}`, () => expect(rulesOn(...wrong, at)).toContain(rule))
  }
})
